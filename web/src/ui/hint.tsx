import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'
import { Key } from './key'

/** A word about what the pointer, or the focus, rests on. */
export function Hint({ text, shortcut, children }: { text: string; shortcut?: string; children: ReactNode }) {
  return (
    <Tooltip.Root delayDuration={500}>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex items-center gap-2 rounded-lg bg-ink px-2.5 py-1.5 text-page text-xs shadow-float"
        >
          {text}
          {shortcut && <Key inverted>{shortcut}</Key>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
