export default function Page() {
  return <h1>artists</h1>
}
