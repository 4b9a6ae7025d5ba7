/** In which order albums can be shown. */
export const ALBUM_ORDERS = ['added', 'name', 'artist', 'year'] as const

/** In which order artists can be shown. */
export const ARTIST_ORDERS = ['name', 'tracks'] as const

/** The order that is written in an address, if it is one of these. */
export function orderIn<Order extends string>(
  search: Record<string, unknown>,
  orders: readonly Order[],
): { sort?: Order; reverse?: boolean } {
  return { sort: orders.find((one) => one === search.sort), reverse: search.reverse === true ? true : undefined }
}
