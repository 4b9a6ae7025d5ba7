export default function Page() {
  return <h1>shared</h1>
}
