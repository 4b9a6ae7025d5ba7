/** What makes a page: conditions in an address make no other one of it, another folder does. */
export function pageOf({ pathname, search }: { pathname: string; search: { path?: string } }): string {
  return `${pathname}?${search.path ?? ''}`
}
