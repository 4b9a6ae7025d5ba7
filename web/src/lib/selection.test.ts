import { expect, test } from 'vitest'
import { clicked, NONE, type Selection, toggled, touched } from './selection'

const ALL = [...'abcdef']
const PLAIN = { shiftKey: false, ctrlKey: false, metaKey: false }
const ids = (selection: Selection) => [...selection.ids].sort().join('')

test('a click selects one', () => expect(ids(clicked(clicked(NONE, 'a', ALL, PLAIN), 'c', ALL, PLAIN))).toBe('c'))

test('with Ctrl or Cmd one more, or one less', () => {
  const one = clicked(NONE, 'a', ALL, PLAIN)
  const two = clicked(one, 'c', ALL, { ...PLAIN, metaKey: true })
  expect(ids(two)).toBe('ac')
  expect(ids(clicked(two, 'a', ALL, { ...PLAIN, ctrlKey: true }))).toBe('c')
})

test('with Shift all between, whichever way round, from where it began', () => {
  const one = clicked(NONE, 'd', ALL, PLAIN)
  const up = clicked(one, 'b', ALL, { ...PLAIN, shiftKey: true })
  expect(ids(up)).toBe('bcd')
  expect(ids(clicked(up, 'f', ALL, { ...PLAIN, shiftKey: true }))).toBe('def')
})

test('with both, ranges add up', () => {
  const some = toggled(clicked(NONE, 'a', ALL, PLAIN), 'd')
  expect(ids(clicked(some, 'f', ALL, { ...PLAIN, shiftKey: true, ctrlKey: true }))).toBe('adef')
})

test('a range from what is no longer there is one', () => {
  expect(ids(clicked({ ids: new Set('x'), anchor: 'x' }, 'b', ALL, { ...PLAIN, shiftKey: true }))).toBe('b')
})

test('the right button keeps what it hits', () => {
  const some = toggled(clicked(NONE, 'a', ALL, PLAIN), 'd')
  expect(ids(touched(some, 'a'))).toBe('ad')
  expect(ids(touched(some, 'b'))).toBe('b')
})
