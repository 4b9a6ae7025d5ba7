import { expect, test } from 'vitest'
import { ALBUM_ORDERS, ARTIST_ORDERS, orderIn } from './orders'

test('an address says an order that there is', () => {
  expect(orderIn({ sort: 'year', reverse: true }, ALBUM_ORDERS)).toEqual({ sort: 'year', reverse: true })
  expect(orderIn({ sort: 'year', reverse: 'yes' }, ARTIST_ORDERS)).toEqual({})
})
