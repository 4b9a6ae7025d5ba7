export default function Page() {
  return <h1>albums</h1>
}
