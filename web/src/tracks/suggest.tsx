import { AudioLines, Disc3, Heart, ListMusic, type LucideIcon, MicVocal, Quote, Search, Tag, Tags } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { Cover } from '@/ui/cover'
import { type Suggestion, type SuggestionKind, useSuggestions } from './suggestions'

export const KIND_ICONS: Record<SuggestionKind, LucideIcon> = {
  track: AudioLines,
  album: Disc3,
  artist: MicVocal,
  playlist: ListMusic,
  favourites: Heart,
  tag: Tag,
  words: Quote,
  genre: Tags,
}

interface SuggestProps<K extends SuggestionKind> {
  label: string
  placeholder?: string
  kinds: readonly K[]
  onPick(suggestion: Suggestion<K>): void
  className?: string
  autoFocus?: boolean
}

/** A field that finds things as one types; arrows choose among them, Enter takes one, Escape closes. */
export function Suggest<K extends SuggestionKind>({
  label,
  placeholder,
  kinds,
  onPick,
  className,
  autoFocus = false,
}: SuggestProps<K>) {
  const { t } = useTranslation()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  // by what it is: what comes later may stand above it
  const [active, setActive] = useState<string | null>(null)
  const asked = useDeferredValue(text)
  const { suggestions, waiting: unanswered, error } = useSuggestions(asked, kinds)
  const waiting = unanswered || asked !== text
  const shown = open && text.trim() !== ''
  const chosen = Math.max(
    suggestions.findIndex((one) => nameOf(one) === active),
    suggestions.length ? 0 : -1,
  )

  const pick = (suggestion: Suggestion | undefined) => {
    if (!suggestion) return
    // only these kinds were asked for
    onPick(suggestion as Suggestion<K>)
    setText('')
    setOpen(false)
    setActive(null)
  }

  // Enter that came before the answer waits for it, unless something was chosen
  const [entered, setEntered] = useState(false)
  const enter = () => {
    const taken = suggestions[chosen]
    if (waiting && (!taken || nameOf(taken) !== active)) setEntered(true)
    else pick(taken)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is there once the answer is
  useEffect(() => {
    if (!entered || waiting) return
    setEntered(false)
    if (shown) pick(suggestions[chosen])
  }, [entered, waiting])

  const goTo = (index: number) => {
    const to = (index + suggestions.length) % suggestions.length
    setActive(nameOf(suggestions[to]))
    list.current?.children[to]?.scrollIntoView({ block: 'nearest' })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (!shown) return
    if (event.key === 'ArrowDown' && suggestions.length) goTo(chosen + 1)
    else if (event.key === 'ArrowUp' && suggestions.length) goTo(chosen - 1)
    else if (event.key === 'Enter') enter()
    else if (event.key === 'Escape') setOpen(false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className={cn('relative', className)}>
      <Search className="pointer-events-none absolute top-3.5 left-3.5 size-4 text-faint" aria-hidden />
      <input
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && chosen >= 0 ? `${id}-${chosen}` : undefined}
        autoComplete="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: only where the field is what somebody has just asked for
        autoFocus={autoFocus}
        value={text}
        placeholder={placeholder ?? label}
        onChange={(event) => {
          setText(event.target.value)
          setOpen(true)
          setActive(null)
          setEntered(false)
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        className="h-11 w-full rounded-xl border border-line bg-surface pr-3 pl-10 text-ellipsis outline-none transition-colors placeholder:text-faint focus-visible:border-accent focus-visible:ring-3 focus-visible:ring-accent/25"
      />
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-busy={waiting}
        hidden={!shown || suggestions.length === 0}
        className="absolute inset-x-0 top-full z-30 mt-1.5 max-h-80 overflow-y-auto rounded-2xl border border-line bg-surface p-1.5 shadow-float"
      >
        {suggestions.map((suggestion, index) => (
          <Option
            key={nameOf(suggestion)}
            id={`${id}-${index}`}
            suggestion={suggestion}
            active={index === chosen}
            onHover={() => setActive(nameOf(suggestion))}
            onPick={() => pick(suggestion)}
          />
        ))}
      </div>
      {shown && suggestions.length === 0 && (
        <p
          role="status"
          className="absolute inset-x-0 top-full z-30 mt-1.5 rounded-2xl border border-line bg-surface px-4 py-3 text-faint text-sm shadow-float"
        >
          {error ? error.message : t(waiting ? 'player.loading' : 'palette.none')}
        </p>
      )}
    </div>
  )
}

function nameOf(suggestion: Suggestion | undefined): string | null {
  return suggestion ? `${suggestion.kind} ${suggestion.id}` : null
}

interface OptionProps {
  id: string
  suggestion: Suggestion
  active: boolean
  onHover(): void
  onPick(): void
}

function Option({ id, suggestion, active, onHover, onPick }: OptionProps) {
  const Icon = KIND_ICONS[suggestion.kind]
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus, and answers to Enter
    <div
      id={id}
      role="option"
      aria-selected={active}
      onPointerMove={onHover}
      // the field keeps the focus
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
      className={cn('flex min-h-11 cursor-pointer items-center gap-3 rounded-xl px-2.5 py-1.5', active && 'bg-raised')}
    >
      {suggestion.track ? (
        <Cover
          kind="tracks"
          id={suggestion.id}
          size={64}
          name={suggestion.track.album || suggestion.label}
          className="size-9 rounded-md"
        />
      ) : (
        <span className="grid size-9 shrink-0 place-items-center rounded-md bg-raised text-faint">
          <Icon className="size-4" aria-hidden />
        </span>
      )}
      <span className="min-w-0">
        <span className="block truncate font-medium">{suggestion.label}</span>
        {suggestion.note && <span className="block truncate text-faint text-sm">{suggestion.note}</span>}
      </span>
    </div>
  )
}
