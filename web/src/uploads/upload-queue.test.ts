import { beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '@/api/problem'
import type { UploadResult } from '@/api/uploads'
import { mayBeMusic } from './dropped-files'
import { cancel, retryFailed, tally, upload, useUploads } from './upload-queue'

const file = (name: string, size = 10) => new File(['x'.repeat(size)], name)
const states = () => useUploads.getState().files.map((one) => `${one.name} ${one.state}`)
const result = (outcome: UploadResult['outcome']): UploadResult => ({
  name: '',
  outcome,
  track: null,
  reason: outcome === 'refused' ? 'not_audio' : null,
  detail: outcome,
})

/** A server that answers when it is told to. */
function server() {
  const open: {
    file: File
    progress(share: number): void
    answer(value: UploadResult): void
    fail(why: Error): void
  }[] = []
  const send = (sent: File, progress: (share: number) => void, signal: AbortSignal) =>
    new Promise<UploadResult>((answer, fail) => {
      open.push({ file: sent, progress, answer, fail })
      signal.addEventListener('abort', () => fail(new Error('aborted')))
    })
  return { open, send }
}

beforeEach(() => useUploads.setState({ files: [] }))

test('two at once, the others after them', async () => {
  const { open, send } = server()
  let created = 0
  upload([file('a'), file('b'), file('c')], () => created++, send)
  expect(states()).toEqual(['a sending', 'b sending', 'c waiting'])
  open[0]?.answer(result('created'))
  await vi.waitFor(() => expect(states()).toEqual(['a created', 'b sending', 'c sending']))
  open[1]?.answer(result('duplicate'))
  open[2]?.answer(result('refused'))
  await vi.waitFor(() => expect(states()).toEqual(['a created', 'b duplicate', 'c refused']))
  expect(created).toBe(1)
  expect(tally(useUploads.getState().files)).toEqual({ open: 0, created: 1, duplicate: 1, refused: 1, share: 1 })
})

test('progress counts by size', () => {
  const { open, send } = server()
  upload([file('a', 30), file('b', 10)], () => undefined, send)
  open[0]?.progress(0.5)
  expect(tally(useUploads.getState().files).share).toBe(0.375)
  cancel(useUploads.getState().files.map((one) => one.id))
  expect(states()).toEqual([])
})

test('what failed can be sent again', async () => {
  const { open, send } = server()
  upload([file('a')], () => undefined, send)
  open[0]?.fail(new Problem(503, { detail: 'busy' }))
  await vi.waitFor(() => expect(states()).toEqual(['a failed']))
  retryFailed(() => undefined, send)
  open[1]?.answer(result('created'))
  await vi.waitFor(() => expect(states()).toEqual(['a created']))
})

test('what lies beside music in folders is not sent', () => {
  expect(['01 Song.mp3', 'Song.opus', 'strange'].every(mayBeMusic)).toBe(true)
  expect(['cover.jpg', '.DS_Store', 'Album.cue', 'rip.LOG'].some(mayBeMusic)).toBe(false)
})
