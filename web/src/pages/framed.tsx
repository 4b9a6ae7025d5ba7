import type { ReactNode } from 'react'
import { useScroller } from '@/shell/scroller'

/** What may stand among everything else or, where nothing else could be made, alone: then it is all that the page has. */
export function Framed({ children }: { children: ReactNode }) {
  const scroller = useScroller()
  return scroller.current ? children : <main>{children}</main>
}
