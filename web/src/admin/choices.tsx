import { ToggleGroup } from 'radix-ui'

interface ChoicesProps<T extends string> {
  label: string
  chosen: T
  options: readonly { value: NoInfer<T>; label: string; note?: string }[]
  onChoose(value: NoInfer<T>): void
}

/** Which part of a list is seen: chips in a row, one of which is chosen. */
export function Choices<T extends string>({ label, chosen, options, onChoose }: ChoicesProps<T>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={chosen}
      onValueChange={(value) => value && onChoose(value as T)}
      className="mb-4 flex flex-wrap gap-2"
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className="flex h-9 items-center gap-2 rounded-full border border-line px-3.5 font-medium text-sm text-soft transition-colors hover:bg-raised data-[state=on]:border-transparent data-[state=on]:bg-wash data-[state=on]:text-accent-strong pointer-coarse:h-11"
        >
          {option.label}
          {option.note && <span className="tabular font-normal opacity-80">{option.note}</span>}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
