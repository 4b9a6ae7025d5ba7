import { expect, test } from 'vitest'
import { abilitiesOf } from './abilities'

const on = (settings: Record<string, string>) =>
  abilitiesOf(Object.entries(settings).map(([name, value]) => ({ name, value })))
    .filter((one) => one.on)
    .map((one) => one.name)

test('nothing is there that no setting has', () => {
  expect(on({ registration: 'closed' })).toEqual([])
})

test('each painter that is named can paint', () => {
  expect(on({ registration: 'closed', artwork_generators: 'painter, limewire' })).toEqual(['painter', 'limewire'])
})

test('a masked secret is one', () => {
  expect(
    on({ registration: 'invite', cyanite_token: '***', clips: 'true', map_every: '10.0', upload_quota_mb: '0' }),
  ).toEqual(['cyanite', 'clips', 'map', 'registration'])
})
