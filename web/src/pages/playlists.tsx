export default function Page() {
  return <h1>playlists</h1>
}
