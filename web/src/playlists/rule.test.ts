import { expect, test } from 'vitest'
import { beyondChips, filtersIn, whereOf } from './rule'

const NOTHING = {
  q: '',
  starts: '',
  folder: null,
  within: null,
  artist: null,
  album: null,
  genre: [],
  mood: [],
  mood_min: 0.2,
  year_min: null,
  year_max: null,
  duration_min: null,
  duration_max: null,
  bpm_min: null,
  bpm_max: null,
  key: [],
  favourite: false,
  status: [],
}

test('a rule that asks for nothing has no chips', () => expect(filtersIn(NOTHING)).toEqual({}))

test('chips of a rule, and back', () => {
  const where = { ...NOTHING, bpm_min: 90, year_max: 2010, key: ['8A', '8B'], favourite: true, within: 'Ann' }
  const filters = filtersIn(where)
  expect(filters).toEqual({ bpm_min: 90, year_max: 2010, key: ['8A', '8B'], favourite: true })
  expect(whereOf(beyondChips(where), filters, ' rain ')).toMatchObject({
    q: 'rain',
    within: 'Ann',
    bpm_min: 90,
    year_max: 2010,
    key: ['8A', '8B'],
    favourite: true,
  })
})

test('what was listened to is a chip, other states stay as they are', () => {
  expect(filtersIn({ ...NOTHING, status: ['silent', 'analysed'] })).toEqual({ analysed: true })
  expect(beyondChips({ ...NOTHING, status: ['silent', 'analysed'] }).status).toEqual([])
  expect(filtersIn({ ...NOTHING, status: ['pending', 'failed'] })).toEqual({ analysed: false })
  expect(filtersIn({ ...NOTHING, status: ['failed'] })).toEqual({})
  expect(beyondChips({ ...NOTHING, status: ['failed'] }).status).toEqual(['failed'])
})
