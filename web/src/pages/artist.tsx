export default function Page() {
  return <h1>artist</h1>
}
