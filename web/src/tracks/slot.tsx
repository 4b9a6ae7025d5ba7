import { type ComponentType, type MouseEvent, memo, type RefObject } from 'react'
import { type MenuItem, RightMenu } from '@/ui/menu'
import { Skeleton } from '@/ui/states'
import { ROW, type Row, type TrackRowProps } from './track-row'

/** What rows answer with. */
export interface Hands {
  onFocus(index: number): void
  onClick(index: number, event: MouseEvent): void
  onPlay(index: number): void
  menu(row: Row): MenuItem[]
  chosen(row: Row): Row[]
}

interface SlotProps extends Pick<TrackRowProps, 'row' | 'index' | 'compact' | 'numbered' | 'selected'> {
  top: number
  /** By the tab key. */
  reachable: boolean
  rowAs: ComponentType<TrackRowProps>
  hands: RefObject<Hands>
}

/** A row in its place. While the list scrolls, those that stay in sight are not drawn again. */
export const Slot = memo(function Slot({ row, top, reachable, rowAs: RowAs, hands, ...rest }: SlotProps) {
  const { index } = rest
  return (
    <RightMenu items={() => hands.current.menu(row)}>
      <RowAs
        row={row}
        {...rest}
        tabIndex={reachable ? 0 : -1}
        style={{ transform: `translateY(${top}px)`, height: ROW }}
        onFocus={() => hands.current.onFocus(index)}
        onClick={(event) => hands.current.onClick(index, event)}
        onPlay={() => hands.current.onPlay(index)}
        menu={() => hands.current.menu(row)}
        chosen={() => hands.current.chosen(row)}
      />
    </RightMenu>
  )
})

/** A row that is on its way. */
export function Hole({ top }: { top: number }) {
  return (
    <div
      role="presentation"
      className="absolute inset-x-0 flex items-center gap-3 px-2 sm:px-3"
      style={{ transform: `translateY(${top}px)`, height: ROW }}
    >
      <Skeleton className="size-10 rounded-md" />
      <div className="flex-1 space-y-2">
        <Skeleton className="h-3.5 w-2/5" />
        <Skeleton className="h-3 w-1/4" />
      </div>
    </div>
  )
}
