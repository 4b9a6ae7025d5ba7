import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { answered, api } from '@/api/client'
import { keys } from '@/api/keys'
import { beginRadio, type NewRadio } from '@/api/radio'
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
export async function ofGenre(genre: string): Promise<NewRadio> {
  const drawn = await answered(
    api.GET('/api/v1/tracks/random', { params: { query: { genre: [genre], analysed: true, limit: OF_A_GENRE } } }),
  )
  return { seeds: drawn.items.map(({ id }) => ({ kind: 'track', id })), filters: { genre: [genre] } }
}

export async function ofAnything(): Promise<NewRadio> {
  const drawn = await answered(api.GET('/api/v1/tracks/random', { params: { query: { analysed: true, limit: 1 } } }))
  return { seeds: drawn.items.map(({ id }) => ({ kind: 'track', id })) }
}
