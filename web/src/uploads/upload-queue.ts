import { create } from 'zustand'
import type { Schemas } from '@/api/client'
import { type UploadResult, uploadFile } from '@/api/uploads'
import { freshId } from '@/lib/fresh-id'

/** A file on its way. */
export interface Sending {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly state: 'waiting' | 'sending' | 'created' | 'duplicate' | 'refused' | 'failed'
  /** How much has left, 0 … 1. */
  readonly share: number
  readonly reason: Schemas['Refusal'] | null
  /** In words, why not. */
  readonly detail: string
}

interface Uploads {
  files: readonly Sending[]
}

const AT_ONCE = 2

/** What is being uploaded; it goes on while one looks at other pages. */
export const useUploads = create<Uploads>()(() => ({ files: [] }))

const bodies = new Map<string, File>()
const aborts = new Map<string, AbortController>()

type Send = typeof uploadFile

/** Send these after those that are on their way; `onCreated` hears of each that is new in the library. */
export function upload(files: readonly File[], onCreated: () => void, send: Send = uploadFile): void {
  const added = files.map((file): Sending => {
    const id = freshId()
    bodies.set(id, file)
    return { id, name: file.name, size: file.size, state: 'waiting', share: 0, reason: null, detail: '' }
  })
  useUploads.setState(({ files: before }) => ({ files: [...before, ...added] }))
  for (let free = AT_ONCE - aborts.size; free > 0; free--) void next(onCreated, send)
}

export function retryFailed(onCreated: () => void, send: Send = uploadFile): void {
  useUploads.setState(({ files }) => ({
    files: files.map((file) => (file.state === 'failed' ? { ...file, state: 'waiting', share: 0, detail: '' } : file)),
  }))
  for (let free = AT_ONCE - aborts.size; free > 0; free--) void next(onCreated, send)
}

/** Stop what is on its way, and forget what is done. */
export function cancel(ids: readonly string[]): void {
  const gone = new Set(ids)
  for (const id of gone) {
    aborts.get(id)?.abort()
    bodies.delete(id)
  }
  useUploads.setState(({ files }) => ({ files: files.filter((file) => !gone.has(file.id)) }))
}

/** What became of them, counted. */
export function tally(files: readonly Sending[]) {
  const count = (...states: Sending['state'][]) => files.filter((file) => states.includes(file.state)).length
  return {
    open: count('waiting', 'sending'),
    created: count('created'),
    duplicate: count('duplicate'),
    refused: count('refused', 'failed'),
    share: files.length ? files.reduce((sum, file) => sum + shareOf(file) * file.size, 0) / sizeOf(files) : 0,
  }
}

function shareOf(file: Sending): number {
  return file.state === 'waiting' ? 0 : file.state === 'sending' ? file.share : 1
}

function sizeOf(files: readonly Sending[]): number {
  return Math.max(
    1,
    files.reduce((sum, file) => sum + file.size, 0),
  )
}

async function next(onCreated: () => void, send: Send): Promise<void> {
  const waiting = useUploads.getState().files.find((file) => file.state === 'waiting')
  const body = waiting && bodies.get(waiting.id)
  if (!waiting || !body) return
  const { id } = waiting
  const abort = new AbortController()
  aborts.set(id, abort)
  change(id, { state: 'sending' })
  try {
    settle(id, await send(body, (share) => change(id, { share }), abort.signal), onCreated)
  } catch (fault) {
    change(id, { state: 'failed', detail: fault instanceof Error ? fault.message : String(fault) })
  }
  aborts.delete(id)
  await next(onCreated, send)
}

function settle(id: string, result: UploadResult, onCreated: () => void): void {
  bodies.delete(id)
  change(id, { state: result.outcome, reason: result.reason, detail: result.detail, share: 1 })
  if (result.outcome === 'created') onCreated()
}

function change(id: string, changes: Partial<Sending>): void {
  useUploads.setState(({ files }) => ({
    files: files.map((file) => (file.id === id ? { ...file, ...changes } : file)),
  }))
}
