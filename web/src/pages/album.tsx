export default function Page() {
  return <h1>album</h1>
}
