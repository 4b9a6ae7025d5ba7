import { useNavigate, useSearch } from '@tanstack/react-router'
import { Search, X } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Examples } from '@/discover/examples'
import { Ways } from '@/discover/ways'
import { WordsFound } from '@/discover/words-found'
import { filtersOf } from '@/filters/filters'
import { IconButton } from '@/ui/button'
import { Page } from '@/ui/page'

const SETTLED = 400

/** The ways to wander: in words right here, and the doors to all others. */
export default function Discover() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/inside/discover' })
  const { q } = search
  return (
    <Page title={t('nav.discover')} note={t('words.note')}>
      <WordsField q={q ?? ''} />
      {q ? (
        <div className="mt-6">
          <WordsFound q={q} filters={filtersOf(search)} />
        </div>
      ) : (
        <>
          <div className="mt-4 mb-12">
            <Examples />
          </div>
          <Ways />
        </>
      )}
    </Page>
  )
}

/** How should it sound? Asked as one types, and kept in the address. */
function WordsField({ q }: { q: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/discover' })
  const [text, setText] = useState(q)
  const asked = useRef(q)
  const timer = useRef<number>(undefined)

  useEffect(() => {
    // somebody went back, or took an example; what is still being typed stays
    if (q !== asked.current) setText(q)
    asked.current = q
  }, [q])
  useEffect(() => () => clearTimeout(timer.current), [])

  const ask = (words: string, replace: boolean) => {
    clearTimeout(timer.current)
    asked.current = words.trim()
    const said = words.trim()
    void navigate({ search: (before) => (said ? { ...before, q: said } : {}), replace })
  }
  const change = (words: string) => {
    setText(words)
    clearTimeout(timer.current)
    timer.current = window.setTimeout(() => ask(words, q !== ''), SETTLED)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask(text, q !== '')
  }

  return (
    <form onSubmit={submit} role="search" aria-label={t('words.field')} className="relative max-w-3xl">
      <Search className="pointer-events-none absolute top-1/2 left-5 size-5 -translate-y-1/2 text-faint" aria-hidden />
      <input
        type="text"
        enterKeyHint="search"
        aria-label={t('words.field')}
        placeholder={t('words.field')}
        value={text}
        maxLength={500}
        onChange={(event) => change(event.target.value)}
        className="h-14 w-full rounded-full border border-line bg-surface pr-5 pl-13 text-base not-placeholder-shown:pr-14 sm:text-lg outline-none transition-colors placeholder:text-faint focus-visible:border-accent focus-visible:ring-3 focus-visible:ring-accent/25"
      />
      {text !== '' && (
        <IconButton
          label={t('words.clear')}
          className="absolute top-2 right-2"
          onClick={() => {
            setText('')
            ask('', false)
          }}
        >
          <X className="size-4" aria-hidden />
        </IconButton>
      )}
    </form>
  )
}
