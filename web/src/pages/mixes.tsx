export default function Page() {
  return <h1>mixes</h1>
}
