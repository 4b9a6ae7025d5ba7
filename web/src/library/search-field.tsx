import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface SearchFieldProps {
  id?: string
  label: string
  value: string
  onChange(text: string): void
  autoFocus?: boolean
}

const PATIENCE = 150

/** Finds as one types: what is typed is told a moment after the last letter. */
export function SearchField({ id, label, value, onChange, autoFocus = false }: SearchFieldProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(value)
  const told = useRef(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  // somebody else changed it: the address, a button that clears everything
  useEffect(() => {
    if (value !== told.current) setTyped(value)
    told.current = value
  }, [value])

  const tell = (text: string) => {
    clearTimeout(timer.current)
    told.current = text
    onChange(text)
  }
  const type = (text: string) => {
    setTyped(text)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => tell(text), PATIENCE)
  }

  return (
    <form
      role="search"
      aria-label={label}
      className="relative w-full max-w-xl"
      onSubmit={(event) => {
        event.preventDefault()
        tell(typed)
      }}
    >
      <Search className="absolute top-1/2 left-4 size-4 -translate-y-1/2 text-faint" aria-hidden />
      <input
        id={id}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: only where the field is what somebody has just asked for
        autoFocus={autoFocus}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !typed) return
          event.preventDefault()
          setTyped('')
          tell('')
        }}
        className="h-11 w-full rounded-full border border-line bg-surface pr-11 pl-11 outline-none transition-colors placeholder:text-faint focus-visible:border-accent focus-visible:ring-3 focus-visible:ring-accent/25"
      />
      {typed && (
        <button
          type="button"
          aria-label={t('search.clear')}
          onClick={() => {
            setTyped('')
            tell('')
          }}
          className="absolute top-1/2 right-1.5 grid size-8 -translate-y-1/2 place-items-center rounded-full text-faint hover:bg-raised hover:text-ink"
        >
          <X className="size-4" aria-hidden />
        </button>
      )}
    </form>
  )
}
