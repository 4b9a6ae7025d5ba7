import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { signOut } from '@/api/session'
import { useControls } from '@/player/context'

/** Ends the session; nothing of it stays in this window. */
export function useSignOut(): () => Promise<void> {
  const navigate = useNavigate()
  const client = useQueryClient()
  const controls = useControls()
  return async () => {
    controls.clear()
    await signOut().catch(() => {})
    client.clear()
    await navigate({ to: '/sign-in' })
  }
}
