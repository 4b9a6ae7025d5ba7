import { type ReactNode, useEffect } from 'react'
import { Toaster as Sonner } from 'sonner'
import { roomIsThere } from './toast'
import { useToastFocus } from './use-toast-focus'

/** Where toasts appear: above the player bar, and above what can be done with a selection. */
export default function Toaster(): ReactNode {
  // its parts have begun to listen by now
  useEffect(roomIsThere, [])
  const focus = useToastFocus()
  return (
    <div {...focus}>
      <Sonner
        position="bottom-center"
        offset={{ bottom: 'calc(6.5rem + var(--toast-rise))' }}
        mobileOffset={{ bottom: 'calc(8.75rem + var(--toast-rise))' }}
        toastOptions={{
          unstyled: true,
          classNames: {
            toast:
              'flex w-full items-center gap-3 rounded-2xl bg-ink px-4 py-3 font-sans text-page text-sm shadow-float',
            title: 'font-medium',
            actionButton: 'ml-auto rounded-full px-3 py-1 font-semibold hover:bg-page/15',
          },
        }}
      />
    </div>
  )
}
