import { expect, test } from 'vitest'
import { EVEN, shareOf } from './facets'
import {
  enlarged,
  filtered,
  isLargest,
  isNarrowed,
  questionOf,
  unconditional,
  weighed,
  weightsOf,
  wishesOf,
} from './wishes'

test('an address says what it can, and nonsense says nothing', () => {
  expect(
    wishesOf({ timbre_weight: 80, mood_weight: -3, diversity: 2, same_artist: false, same_album: 'no', bpm_min: 90 }),
  ).toEqual({ timbre_weight: 80, same_artist: false, bpm_min: 90 })
  expect(wishesOf({ limit: 5, analysed: true, heard_within: 168 })).toEqual({ heard_within: 168 })
})

test('weights come back out of an address as they went in', () => {
  const weights = { timbre: 0, rhythm: 100, harmony: 50, mood: 20 }
  expect(weightsOf(wishesOf({ ...weighed({}, weights) }))).toEqual(weights)
})

test('equal weights are not said, be they what they may', () => {
  const lopsided = weighed({ favourite: true }, { ...EVEN, mood: 0 })
  expect(weighed(lopsided, EVEN)).toEqual({ favourite: true })
  expect(weighed(lopsided, { timbre: 0, rhythm: 0, harmony: 0, mood: 0 })).toEqual({ favourite: true })
})

test('other filters leave the rest as it is', () => {
  expect(filtered({ bpm_min: 90, key: ['8B'], compatible: true, diversity: 0.5 }, { bpm_min: 120 })).toEqual({
    bpm_min: 120,
    diversity: 0.5,
  })
})

test('without conditions the ranking stays', () => {
  expect(unconditional({ favourite: true, same_artist: false, mood_weight: 80, diversity: 0.5 })).toEqual({
    mood_weight: 80,
    diversity: 0.5,
  })
})

test('what narrows beside the filters is known, and goes with them', () => {
  const narrowed = { same_artist: false, heard_within: 24, bpm_min: 90, mood_weight: 80 } as const
  expect([isNarrowed(narrowed), isNarrowed(unconditional(narrowed)), isNarrowed({ bpm_min: 90 })]).toEqual([
    true,
    false,
    false,
  ])
})

test('the album is told by its name, where it has one', () => {
  expect(questionOf({ same_album: false }, 'Zeste')).toEqual({ exclude_album: ['Zeste'], limit: 20, explain: true })
  expect(questionOf({ same_album: false }, '')).toEqual({ limit: 20, explain: true })
})

test('more is asked for twice', () => {
  const more = enlarged({})
  expect([more.limit, enlarged(more).limit, isLargest(enlarged(more))]).toEqual([50, 100, true])
})

test('shares are parts of a whole', () => {
  expect(shareOf({ timbre: 30, rhythm: 10, harmony: 0, mood: 0 }, 'timbre')).toBe(0.75)
  expect(shareOf({ timbre: 0, rhythm: 0, harmony: 0, mood: 0 }, 'mood')).toBe(0.25)
})
