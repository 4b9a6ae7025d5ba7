import { createContext, type ReactNode, useContext } from 'react'
import type { Player } from './player'

const Context = createContext<Player | null>(null)

export function PlayerProvider({ player, children }: { player: Player; children: ReactNode }) {
  return <Context value={player}>{children}</Context>
}

/** The one player of this page. */
export function useControls(): Player {
  const player = useContext(Context)
  if (!player) throw new Error('There is no player outside of PlayerProvider.')
  return player
}
