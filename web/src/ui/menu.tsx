import type { LucideIcon } from 'lucide-react'
import { ContextMenu, DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

/** What a menu offers: the same list serves the right mouse button and the button with three dots. */
export type MenuItem =
  | { kind: 'action'; label: string; icon?: LucideIcon; run(): void; danger?: boolean; disabled?: boolean }
  | { kind: 'line' }
  | { kind: 'more'; label: string; icon?: LucideIcon; items: MenuItem[] }

const PANEL =
  'z-50 max-h-[min(28rem,var(--radix-popper-available-height))] min-w-52 overflow-y-auto rounded-2xl border border-line bg-surface p-1.5 shadow-float'
const ITEM =
  'flex select-none items-center gap-3 rounded-xl px-3 py-2 text-sm outline-none data-[highlighted]:bg-raised data-[disabled]:opacity-45'

type Parts = Pick<typeof DropdownMenu, 'Item' | 'Separator' | 'Sub' | 'SubTrigger' | 'SubContent' | 'Portal'>

function Items({ items, parts }: { items: MenuItem[]; parts: Parts }) {
  return items.map((item, index) => {
    if (item.kind === 'line')
      // biome-ignore lint/suspicious/noArrayIndexKey: lines are nothing but their place
      return <parts.Separator key={`line ${index}`} className="mx-2 my-1.5 h-px bg-line" />
    const Icon = item.icon
    const face = (
      <>
        {Icon ? <Icon className="size-4 shrink-0 text-faint" aria-hidden /> : <span className="size-4" />}
        <span className="flex-1">{item.label}</span>
      </>
    )
    if (item.kind === 'more')
      return (
        <parts.Sub key={item.label}>
          <parts.SubTrigger className={cn(ITEM, 'data-[state=open]:bg-raised')}>
            {face}
            <span aria-hidden className="text-faint">
              ›
            </span>
          </parts.SubTrigger>
          <parts.Portal>
            <parts.SubContent className={PANEL} collisionPadding={8}>
              <Items items={item.items} parts={parts} />
            </parts.SubContent>
          </parts.Portal>
        </parts.Sub>
      )
    return (
      <parts.Item
        key={item.label}
        disabled={item.disabled}
        onSelect={item.run}
        className={cn(ITEM, item.danger && 'text-danger')}
      >
        {face}
      </parts.Item>
    )
  })
}

interface MenuProps {
  items: () => MenuItem[]
  children: ReactNode
  label?: string
  defaultOpen?: boolean
}

/** A menu below the button that is its child. */
export function Menu({ items, children, label, defaultOpen }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen={defaultOpen}>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content aria-label={label} className={PANEL} sideOffset={6} collisionPadding={8} align="end">
          <LazyItems items={items} parts={DropdownMenu} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** The same under the right mouse button, or a long touch. */
export function RightMenu({ items, children }: { items: () => MenuItem[]; children: ReactNode }) {
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className={PANEL} collisionPadding={8}>
          <LazyItems items={items} parts={ContextMenu as unknown as Parts} />
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  )
}

/** Thousands of rows have a menu: its items are made when it is opened. */
function LazyItems({ items, parts }: { items: () => MenuItem[]; parts: Parts }) {
  return <Items items={items()} parts={parts} />
}
