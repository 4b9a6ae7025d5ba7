import { cloneElement, type ReactElement } from 'react'

interface HintProps {
  text: string
  shortcut?: string
  /** One element, or a component that hands its attributes on to one. */
  children: ReactElement<object>
}

/** A word about what the pointer, or the focus, rests on; see Hints. */
export function Hint({ text, shortcut, children }: HintProps) {
  return cloneElement(children, { 'data-hint': text, 'data-shortcut': shortcut } as object)
}
