import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Play, RadioTower, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Radio, radiosQuery, useForgetRadio } from '@/api/radio'
import { ago } from '@/lib/format'
import { useControls } from '@/player/context'
import { IconButton } from '@/ui/button'
import { Confirm } from '@/ui/confirm'
import { Fault, Skeleton } from '@/ui/states'
import { toast } from '@/ui/toast'
import { useRadioName } from './seed-names'

/** Goes on with a radio from where it stopped. */
export function useResume() {
  const controls = useControls()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (id: string) => controls.radio.play(id),
    onSuccess: (_, id) => navigate({ to: '/radio', search: { session: id } }),
    onError: toast.fault,
  })
}

/** Radios of before: each goes on where it stopped, until it is forgotten. */
export function Past({ except }: { except: string | null }) {
  const { t } = useTranslation()
  const query = useQuery(radiosQuery)
  const radios = query.data?.items.filter(({ id }) => id !== except) ?? []
  if (query.isError) return <Fault error={query.error} retry={query.refetch} />
  if (query.isPending) return <Skeleton className="mt-10 h-40 rounded-3xl" />
  if (radios.length === 0) return null
  return (
    <section aria-labelledby="past" className="mt-10">
      <h2 id="past" className="mb-3 font-semibold text-xl tracking-tight">
        {t('radio.past')}
      </h2>
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {radios.map((radio) => (
          <PastRadio key={radio.id} radio={radio} />
        ))}
      </ul>
    </section>
  )
}

function PastRadio({ radio }: { radio: Radio }) {
  const { t } = useTranslation()
  const name = useRadioName()(radio)
  const resume = useResume()
  const forget = useForgetRadio()
  const [asking, setAsking] = useState(false)
  return (
    <li className="flex items-center gap-3 rounded-2xl border border-line bg-surface p-3">
      {radio.ended ? (
        <span className="grid size-11 shrink-0 place-items-center rounded-full bg-raised text-faint">
          <RadioTower className="size-5" aria-hidden />
        </span>
      ) : (
        <IconButton
          label={t('radio.resume', { name })}
          look="solid"
          disabled={resume.isPending}
          onClick={() => resume.mutate(radio.id)}
          className="size-11"
        >
          <Play className="size-5 translate-x-px fill-current" aria-hidden />
        </IconButton>
      )}
      <Link to="/radio" search={{ session: radio.id }} className="min-w-0 flex-1 rounded-lg">
        <span className="block truncate font-medium">{name}</span>
        <span className="block truncate text-faint text-sm">
          {t('count.tracks', { count: radio.count })} · {radio.ended ? t('radio.over') : ago(radio.changed_at)}
        </span>
      </Link>
      <IconButton label={t('radio.forget', { name })} onClick={() => setAsking(true)}>
        <Trash2 className="size-4" aria-hidden />
      </IconButton>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('radio.forgetTitle', { name })}
        body={t('radio.forgetBody')}
        action={t('radio.forgetAction')}
        onConfirm={() => forget.mutate(radio.id, { onError: toast.fault })}
      />
    </li>
  )
}
