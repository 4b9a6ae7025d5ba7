import { expect, test } from 'vitest'
import { foldersCalled } from './folders-called'

const tracks = ['Björk/Homogenic', 'Björk/Post', 'Various/Homogenic live', ''].map((folder) => ({ folder }))

test('folders by their own name, however it is written', () => {
  expect(foldersCalled(tracks, 'bjork')).toEqual(['Björk'])
  expect(foldersCalled(tracks, 'HOMO')).toEqual(['Björk/Homogenic', 'Various/Homogenic live'])
  expect(foldersCalled(tracks, 'homogenic live')).toEqual(['Various/Homogenic live'])
})

test('nothing is called nothing', () => expect(foldersCalled(tracks, '  ')).toEqual([]))
