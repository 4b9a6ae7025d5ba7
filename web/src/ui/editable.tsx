import { Pencil } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'

interface EditableProps {
  /** What it is: "Name". */
  label: string
  value: string
  onSave(value: string): void
  /** What stands there while there is nothing; without it, it cannot be left empty. */
  placeholder?: string
  multiline?: boolean
  maxLength: number
}

/** Words that are changed where they stand: Enter or leaving keeps them, Escape does not. */
export function Editable({ label, value, onSave, placeholder, multiline = false, maxLength }: EditableProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<string | null>(null)

  const keep = () => {
    const text = draft?.trim() ?? value
    setDraft(null)
    if (text !== value && (text || placeholder)) onSave(text)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setDraft(null)
    else if (event.key === 'Enter' && !(multiline && event.shiftKey)) keep()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  if (draft === null)
    return (
      <button
        type="button"
        aria-label={t('label.of', { what: t('action.edit'), name: `${label}, ${value || placeholder}` })}
        onClick={() => setDraft(value)}
        className={cn(
          'group/edit -mx-2 max-w-full rounded-lg px-2 text-left hover:bg-raised',
          multiline && 'whitespace-pre-line',
        )}
      >
        <span className={cn('break-words', !value && 'text-faint')}>{value || placeholder}</span>
        <Pencil
          className="ml-2 inline size-[0.45em] min-h-3.5 min-w-3.5 text-faint opacity-0 group-hover/edit:opacity-100 group-focus-visible/edit:opacity-100 pointer-coarse:opacity-60"
          aria-hidden
        />
      </button>
    )
  const field = {
    'aria-label': label,
    value: draft,
    maxLength,
    autoFocus: true,
    onBlur: keep,
    onKeyDown,
    className:
      '-mx-2 w-full max-w-2xl rounded-lg bg-raised px-2 outline-none ring-2 ring-accent/60 [font:inherit] [letter-spacing:inherit]',
  }
  return multiline ? (
    <textarea rows={3} {...field} onChange={(event) => setDraft(event.target.value)} />
  ) : (
    <input {...field} onFocus={(event) => event.target.select()} onChange={(event) => setDraft(event.target.value)} />
  )
}
