import { Check, Copy } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button'

interface CopiedProps {
  label: string
  text: string
}

/** A text to take along: selected at once, copied by a click. */
export function Copied({ label, text }: CopiedProps) {
  const { t } = useTranslation()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [done, setDone] = useState(false)
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => setDone(false), 2500)
    return () => clearTimeout(timer)
  }, [done])

  const copy = async () => {
    field.current?.select()
    // over plain http the clipboard is closed to pages, but not to the selection's old command
    if (navigator.clipboard) await navigator.clipboard.writeText(text)
    else document.execCommand('copy')
    setDone(true)
  }

  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium text-sm text-soft">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          ref={field}
          id={id}
          readOnly
          value={text}
          onFocus={(event) => event.target.select()}
          className="h-11 min-w-0 flex-1 rounded-xl border border-line bg-raised px-3.5 font-mono text-sm outline-none focus-visible:border-accent focus-visible:ring-3 focus-visible:ring-accent/25"
        />
        <Button look="solid" className="h-11" onClick={() => void copy()}>
          {done ? <Check className="size-4" aria-hidden /> : <Copy className="size-4" aria-hidden />}
          <span aria-live="polite">{t(done ? 'action.copied' : 'action.copy')}</span>
        </Button>
      </div>
    </div>
  )
}
