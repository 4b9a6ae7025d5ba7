export default function Page() {
  return <h1>genres</h1>
}
