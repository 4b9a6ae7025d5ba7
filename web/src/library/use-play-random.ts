import { answered, api } from '@/api/client'
import type { TrackConditions } from '@/api/lists'
import { useControls } from '@/player/context'
import { toast } from '@/ui/toast'

const MOST = 200

/** Plays tracks by chance: any, or those that fit. */
export function usePlayRandom() {
  const controls = useControls()
  return async (conditions: Omit<TrackConditions, 'cursor' | 'limit' | 'skip' | 'sort' | 'reverse'> = {}) => {
    try {
      const query = { ...conditions, limit: MOST }
      const drawn = await answered(api.GET('/api/v1/tracks/random', { params: { query } }))
      controls.playSongs(drawn.items, 0, 'random')
    } catch (problem) {
      toast.fault(problem)
    }
  }
}
