import { expect, test } from 'vitest'
import type { LibraryStatus } from '@/api/operating'
import { courseOf, reasonsOf } from './progress'

const NONE = { queued: 0, running: 0, failed: 0, cancelled: 0 }

function status(counts: Partial<LibraryStatus['counts']>, scan: object | null = null): LibraryStatus {
  return {
    counts: { present: 0, pending: 0, analysed: 0, silent: 0, failed: {}, missing: 0, ...counts },
    per_minute: 0,
    eta: null,
    scan: scan as LibraryStatus['scan'],
    jobs: { listen: NONE, trace: NONE, print: NONE },
  }
}

test('before the files are listed nobody can tell how long it takes', () => {
  const course = courseOf(status({}, { status: 'running', listed: 40, to_read: 0, read: 0 }))
  expect(course.reading).toMatchObject({ listed: 40, share: null })
  expect(course.listening.share).toBeNull()
  expect(course.finished).toBe(false)
})

test('listening begins while files are still read', () => {
  const course = courseOf(
    status({ present: 20, pending: 15 }, { status: 'running', listed: 80, to_read: 80, read: 20 }),
  )
  expect(course.reading.share).toBe(0.25)
  expect(course.listening.share).toBe(0.25)
})

test('what failed was listened to as well as it could be', () => {
  const course = courseOf(status({ present: 4, failed: { damaged: 1, not_audio: 3 } }, { status: 'finished' }))
  expect(course).toMatchObject({ failed: 4, finished: true, listening: { done: 4, share: 1 } })
})

test('an empty library is done', () => {
  expect(courseOf(status({})).finished).toBe(true)
  expect(courseOf(status({})).listening.share).toBe(1)
})

test('the commonest reason comes first', () => {
  expect(reasonsOf({ damaged: 1, not_audio: 3, empty: 1 }).map((one) => one.reason)).toEqual([
    'not_audio',
    'damaged',
    'empty',
  ])
})
