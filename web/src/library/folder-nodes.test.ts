import { expect, test } from 'vitest'
import { foldersAbove, moved, visibleNodes } from './folder-nodes'

const FOLDERS: Record<string, string[]> = { '': ['a', 'b'], a: ['a/x', 'a/y'], 'a/x': [], b: [] }
const children = (path: string) =>
  FOLDERS[path]?.map((one) => ({ path: one, name: one.split('/').at(-1) ?? '', tracks: 1 }))
const shown = (...open: string[]) => visibleNodes(children, new Set(open))
const paths = (...open: string[]) => shown(...open).map((node) => `${node.level}:${node.path}`)

test('only what is open shows what is in it', () => {
  expect(paths()).toEqual(['1:a', '1:b'])
  expect(paths('a')).toEqual(['1:a', '2:a/x', '2:a/y', '1:b'])
})

test('a folder without folders cannot be opened', () => {
  expect(shown('a', 'a/x')[1]).toMatchObject({ leaf: true, open: false })
  expect(shown('a')[2]).toMatchObject({ leaf: false })
})

test('keys walk, open and close as in every tree', () => {
  expect(moved(shown(), 0, 'ArrowRight')).toEqual({ open: 'a' })
  const nodes = shown('a')
  expect(moved(nodes, 0, 'ArrowRight')).toEqual({ to: 1 })
  expect(moved(nodes, 0, 'ArrowLeft')).toEqual({ close: 'a' })
  expect(moved(nodes, 2, 'ArrowLeft')).toEqual({ to: 0 })
  expect(moved(nodes, 1, 'ArrowRight')).toBeNull()
  expect(moved(nodes, 3, 'ArrowLeft')).toBeNull()
  expect(moved(nodes, 3, 'ArrowDown')).toEqual({ to: 3 })
  expect(moved(nodes, 3, 'Home')).toEqual({ to: 0 })
  expect(moved([], 0, 'ArrowDown')).toBeNull()
})

test('what a folder lies in', () => {
  expect(foldersAbove('a/b/c')).toEqual(['a', 'a/b'])
  expect(foldersAbove('')).toEqual([])
})
