import { Tabs as Radix } from 'radix-ui'
import { type ReactNode, useEffect, useRef } from 'react'

interface Tab<T extends string> {
  readonly id: T
  readonly label: string
  /** What waits there, in a word or a number. */
  readonly note?: ReactNode
}

interface TabsProps<T extends string> {
  label: string
  tabs: readonly Tab<T>[]
  chosen: T
  onChoose(tab: T): void
  /** What belongs to the chosen one. */
  children: ReactNode
}

/** Parts of a page, one of which is seen; arrow keys walk along them, and on phones a finger. */
export function Tabs<T extends string>({ label, tabs, chosen, onChoose, children }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whichever is chosen is brought into sight
  useEffect(() => {
    list.current?.querySelector('[data-state=active]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [chosen])
  return (
    <Radix.Root value={chosen} onValueChange={(tab) => onChoose(tab as T)} activationMode="manual">
      <Radix.List
        ref={list}
        aria-label={label}
        className="-mx-4 mb-6 flex gap-1 overflow-x-auto border-line border-b px-4 [scrollbar-width:none] sm:-mx-6 sm:px-6"
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.id}
            value={tab.id}
            className="-mb-px flex h-11 shrink-0 items-center gap-2 border-transparent border-b-2 px-3 font-medium text-faint outline-offset-[-2px] hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {tab.label}
            {tab.note !== undefined && (
              <span className="tabular rounded-full bg-raised px-2 py-0.5 text-soft text-xs">{tab.note}</span>
            )}
          </Radix.Trigger>
        ))}
      </Radix.List>
      <Radix.Content value={chosen} className="rounded-lg outline-offset-4">
        {children}
      </Radix.Content>
    </Radix.Root>
  )
}
