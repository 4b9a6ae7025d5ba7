import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import i18next from 'i18next'
import { answered, api } from '@/api/client'
import { keys } from '@/api/keys'
import { beginRadio, type NewRadio } from '@/api/radio'
import type { Filters } from '@/filters/filters'
import { useControls } from '@/player/context'
import { toast } from '@/ui/toast'

const OF_A_GENRE = 5

/** A new radio, played at once; its page is where one comes to, in place of this one or on from it. */
export function useStartRadio(replace = true) {
  const client = useQueryClient()
  const controls = useControls()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async (wish: NewRadio) => {
      const radio = await beginRadio(wish)
      await controls.radio.play(radio.id)
      return radio
    },
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: keys.radios })
      void navigate({ to: '/radio', search: { session: id }, replace })
    },
    onError: toast.fault,
  })
}

/** A genre is no sound: some of its tracks are what a radio begins with, and all that it may play. */
export async function ofGenre(genre: string, filters: Filters): Promise<NewRadio> {
  const narrowed = { ...filters, genre: [genre] }
  return { seeds: await drawn(OF_A_GENRE, narrowed), filters: narrowed }
}

export async function ofAnything(filters: Filters): Promise<NewRadio> {
  return { seeds: await drawn(1, filters), filters }
}

/** Some tracks by chance. */
async function drawn(limit: number, filters: Filters): Promise<NewRadio['seeds']> {
  const { items } = await answered(
    api.GET('/api/v1/tracks/random', { params: { query: { ...filters, analysed: true, limit } } }),
  )
  if (items.length === 0) throw new Error(i18next.t('radio.noneFits'))
  return items.map(({ id }) => ({ kind: 'track', id }))
}
