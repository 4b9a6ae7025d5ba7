import { expect, test } from 'vitest'
import { firstMusic } from './dropped'

const file = (name: string, type = '') => ({ name, type })

test.each([
  ['a song', [file('song.mp3', 'audio/mpeg')], 'song.mp3'],
  ['a format that the browser does not know', [file('song.ape')], 'song.ape'],
  ['a recording of a telephone', [file('memo.webm', 'video/webm')], 'memo.webm'],
  ['what lies beside a song', [file('cover.jpg', 'image/jpeg'), file('song.flac', 'audio/flac')], 'song.flac'],
])('%s can be searched by', (_, files, name) => expect(firstMusic(files)?.name).toBe(name))

test('pictures, lists and texts cannot', () => {
  expect(firstMusic([file('cover.jpg', 'image/jpeg'), file('list.m3u'), file('.DS_Store')])).toBeNull()
  expect(firstMusic([])).toBeNull()
})
