export default function Page() {
  return <h1>playlist</h1>
}
