import { type ComponentProps, type ComponentType, cloneElement, type ReactElement, Suspense, useState } from 'react'

type ButtonElement = ReactElement<ComponentProps<'button'>>

/** What is loaded: it shows the same button, and what that opens, open. */
export type Opened = ComponentType<{ button: ButtonElement }>

interface OnDemandProps {
  /** Stands there from the start. */
  button: ButtonElement
  kind: 'menu' | 'dialog'
  /** Made by `lazy`. */
  opened: Opened
}

/** A button whose menu or small window is loaded once somebody wants it: at the start it would only weigh. */
export function OnDemand({ button, kind, opened: Ready }: OnDemandProps) {
  const [wanted, setWanted] = useState(false)
  const waiting = cloneElement(button, {
    'aria-haspopup': kind,
    'aria-expanded': false,
    onClick: () => setWanted(true),
  })
  if (!wanted) return waiting
  return (
    <Suspense fallback={waiting}>
      <Ready button={button} />
    </Suspense>
  )
}
