export default function Page() {
  return <h1>uploads</h1>
}
