/** Gives the focus to a window that opens, not to its first button: that would show its hint, and Escape would close that. */
export function focusWindow(event: Event): void {
  event.preventDefault()
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
}
