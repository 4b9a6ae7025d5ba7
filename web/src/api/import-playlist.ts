import { answered, api, type Schemas } from './client'

export type ImportedPlaylist = Schemas['ImportedPlaylist']

/** A new playlist out of a file of another program. */
export function importPlaylist(file: File): Promise<ImportedPlaylist> {
  return answered(
    api.POST('/api/v1/playlists/import', {
      body: { file: '', name: null },
      bodySerializer: () => {
        const form = new FormData()
        form.append('file', file)
        return form
      },
    }),
  )
}
