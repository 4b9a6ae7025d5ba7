export default function Page() {
  return <h1>folders</h1>
}
