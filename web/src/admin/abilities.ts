import type { Schemas } from '@/api/client'

type Setting = Pick<Schemas['Setting'], 'name' | 'value'>

export interface Ability {
  readonly name:
    | 'cyanite'
    | 'spotify'
    | 'listenbrainz'
    | 'painter'
    | 'images'
    | 'limewire'
    | 'clips'
    | 'map'
    | 'uploads'
    | 'registration'
  readonly on: boolean
  /** Which settings switch it on or off. */
  readonly settings: readonly string[]
}

/** What depends on settings, and whether these have it. */
export function abilitiesOf(settings: readonly Setting[]): readonly Ability[] {
  const value = (name: string) => settings.find((one) => one.name === name)?.value ?? ''
  const painters = value('artwork_generators').split(/[ ,]+/)
  return [
    { name: 'cyanite', on: value('cyanite_token') !== '', settings: ['cyanite_token'] },
    {
      name: 'spotify',
      on: value('spotify_client_id') !== '',
      settings: ['spotify_client_id', 'spotify_client_secret'],
    },
    { name: 'listenbrainz', on: value('listenbrainz') === 'true', settings: ['listenbrainz', 'outside_contact'] },
    { name: 'painter', on: painters.includes('painter'), settings: ['artwork_generators'] },
    {
      name: 'images',
      on: painters.includes('openai_images'),
      settings: ['artwork_generators', 'images_url', 'images_model'],
    },
    { name: 'limewire', on: painters.includes('limewire'), settings: ['artwork_generators', 'limewire_token'] },
    { name: 'clips', on: value('clips') === 'true', settings: ['clips'] },
    { name: 'map', on: Number(value('map_every')) > 0, settings: ['map_every'] },
    { name: 'uploads', on: Number(value('upload_quota_mb')) > 0, settings: ['upload_quota_mb', 'upload_quota_files'] },
    { name: 'registration', on: value('registration') !== 'closed', settings: ['registration'] },
  ]
}
