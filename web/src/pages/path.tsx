export default function Page() {
  return <h1>path</h1>
}
