export default function Page() {
  return <h1>alchemy</h1>
}
