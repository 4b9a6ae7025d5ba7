import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLiveStatus } from '@/api/events'
import { placeQuery, statusQuery, useScan } from '@/api/operating'
import { Problem } from '@/api/problem'
import { courseOf } from '@/scan/progress'
import { ScanProgress } from '@/scan/scan-progress'
import { Button, buttonClasses } from '@/ui/button'
import { Fault, Skeleton } from '@/ui/states'
import { FirstThings } from '@/wizard/first-things'
import { LibraryPlace } from '@/wizard/library-place'
import { Steps } from '@/wizard/steps'

type At = 'place' | 'scan' | 'done'

const ORDER: readonly At[] = ['place', 'scan', 'done']

/** The first run: where the music is, listening to it, what to try first. */
export default function Welcome() {
  const { t } = useTranslation()
  const [at, setAt] = useState<At>('place')
  const scan = useScan()
  const { data: place } = useQuery(placeQuery)
  const begin = () =>
    scan.mutate(
      {},
      {
        onSuccess: () => setAt('scan'),
        // one that began when the server did will do
        onError: (problem) => problem instanceof Problem && problem.status === 409 && setAt('scan'),
      },
    )
  return (
    <div className="mx-auto w-full max-w-2xl px-4 pt-4 pb-16 sm:px-6 sm:pt-10">
      <title>{`${t('wizard.title')} · musicsim`}</title>
      <Steps names={ORDER.map((each) => t(`wizard.step.${each}`))} at={ORDER.indexOf(at)} />
      {at === 'place' && (
        <Part title={t('wizard.title')} note={t('wizard.placeNote')}>
          <LibraryPlace />
          {scan.error && (
            <p role="alert" className="mt-4 rounded-xl bg-danger/10 px-3.5 py-2.5 text-danger text-sm">
              {scan.error.message}
            </p>
          )}
          <Foot>
            <Link to="/" className={buttonClasses({ look: 'ghost' })}>
              {t('wizard.later')}
            </Link>
            <Button look="solid" size="lg" disabled={place?.problem !== '' || scan.isPending} onClick={begin}>
              {t('wizard.begin')}
              <ArrowRight className="size-4" aria-hidden />
            </Button>
          </Foot>
        </Part>
      )}
      {at === 'scan' && <Listening onDone={() => setAt('done')} />}
      {at === 'done' && (
        <Part title={t('wizard.doneTitle')} note={t('wizard.doneNote')}>
          <FirstThings />
        </Part>
      )}
    </div>
  )
}

function Listening({ onDone }: { onDone(): void }) {
  const { t } = useTranslation()
  useLiveStatus()
  const query = useQuery(statusQuery)
  const finished = query.data !== undefined && courseOf(query.data).finished
  const failed = query.data?.scan?.status === 'failed'
  return (
    <Part title={t(finished ? 'wizard.heardTitle' : 'wizard.scanTitle')} note={t('wizard.scanNote')}>
      {query.isPending ? (
        <Skeleton className="h-40" />
      ) : query.isError ? (
        <Fault error={query.error} retry={query.refetch} />
      ) : (
        <ScanProgress status={query.data} />
      )}
      {failed && (
        <p role="alert" className="mt-4 rounded-xl bg-danger/10 px-3.5 py-2.5 text-danger text-sm">
          {query.data?.scan?.error}
        </p>
      )}
      <Foot>
        {!finished && <p className="mr-auto text-faint text-sm">{t('wizard.meanwhile')}</p>}
        <Button look={finished ? 'solid' : 'plain'} size="lg" onClick={onDone}>
          {t(finished ? 'wizard.next' : 'wizard.goOn')}
          <ArrowRight className="size-4" aria-hidden />
        </Button>
      </Foot>
    </Part>
  )
}

function Part({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <section>
      <h1 className="font-semibold text-2xl tracking-tight sm:text-3xl">{title}</h1>
      <p className="mt-2 mb-6 max-w-prose text-faint">{note}</p>
      {children}
    </section>
  )
}

function Foot({ children }: { children: ReactNode }) {
  return <div className="mt-8 flex flex-wrap items-center justify-end gap-x-4 gap-y-3">{children}</div>
}
