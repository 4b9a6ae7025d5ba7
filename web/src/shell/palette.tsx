import { Command } from 'cmdk'
import { Play } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Cover } from '@/ui/cover'
import { Key } from '@/ui/key'
import { useShell } from './shell-store'
import { type Finding, useFindings } from './use-findings'

/** Whatever one types: tracks, albums, artists, playlists, pages, actions. */
export default function Palette() {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const { groups, waiting } = useFindings(text)
  // what is found comes after it was asked for, above what is there already: then Enter is meant for that
  const first = groups[0]?.findings[0]
  const [chosen, setChosen] = useState(first?.value ?? '')
  useEffect(() => setChosen(first?.value ?? ''), [first?.value])

  const close = () => useShell.setState({ palette: false })
  const run = (act: () => unknown) => {
    close()
    act()
  }

  // Enter that came before the answer waits for it: nobody means what fitted fewer letters
  const [entered, setEntered] = useState(false)
  const onKeyDown = (event: KeyboardEvent) => {
    const enters = event.key === 'Enter' && waiting && !event.nativeEvent.isComposing
    setEntered(enters)
    if (!enters) return
    event.preventDefault()
    event.stopPropagation()
  }
  useEffect(() => {
    if (!entered || waiting) return
    setEntered(false)
    if (!first) return
    useShell.setState({ palette: false })
    first.act()
  }, [entered, waiting, first])

  return (
    <Dialog.Root open onOpenChange={close}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/50 backdrop-blur-[2px]" />
        <Dialog.Content
          aria-describedby={undefined}
          onKeyDownCapture={onKeyDown}
          className="fixed top-[10dvh] left-1/2 z-40 w-[min(38rem,calc(100vw-1.5rem))] -translate-x-1/2 overflow-hidden rounded-3xl border border-line bg-surface shadow-float"
        >
          <Dialog.Title className="sr-only">{t('palette.label')}</Dialog.Title>
          <Command shouldFilter={false} label={t('palette.label')} value={chosen} onValueChange={setChosen} loop>
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder={t('palette.placeholder')}
              className="h-14 w-full border-line border-b bg-transparent px-5 text-base outline-none placeholder:text-faint"
            />
            <Command.List className="max-h-[60dvh] overflow-y-auto p-2 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-xs">
              <Command.Empty className="px-3 py-8 text-center text-faint">
                {t(waiting ? 'player.loading' : 'palette.none')}
              </Command.Empty>
              {groups.map(({ name, findings }) => (
                <Command.Group key={name} heading={name}>
                  {findings.map((finding) => (
                    <Line key={finding.value} finding={finding} run={run} />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Line({ finding, run }: { finding: Finding; run(act: () => unknown): void }) {
  const { t } = useTranslation()
  const { value, title, note, icon: Icon, cover, shortcut, act, play } = finding
  return (
    <Command.Item
      value={value}
      onSelect={() => run(act)}
      className="flex min-h-11 cursor-pointer items-center gap-3 rounded-xl px-3 py-1.5 data-[selected=true]:bg-raised"
    >
      {cover ? (
        <Cover kind="tracks" id={cover} size={64} name={title} className="size-9 rounded-md" />
      ) : (
        <span className="grid size-9 place-items-center rounded-md bg-raised text-faint">
          <Icon className="size-4" aria-hidden />
        </span>
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{title}</span>
        {note && <span className="block truncate text-faint text-sm">{note}</span>}
      </span>
      {shortcut && <Key>{shortcut}</Key>}
      {play && (
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('label.of', { what: t('action.play'), name: title })}
          onClick={(event) => {
            event.stopPropagation()
            run(play)
          }}
          className="grid size-8 place-items-center rounded-full text-faint hover:bg-line hover:text-ink pointer-coarse:size-11"
        >
          <Play className="size-4 fill-current" aria-hidden />
        </button>
      )}
    </Command.Item>
  )
}
