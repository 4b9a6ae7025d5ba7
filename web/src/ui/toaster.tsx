import { Toaster as Sonner } from 'sonner'

/** Where toasts appear: above the player bar. */
export default function Toaster() {
  return (
    <Sonner
      position="bottom-center"
      offset={104}
      mobileOffset={140}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: 'flex w-full items-center gap-3 rounded-2xl bg-ink px-4 py-3 font-sans text-page text-sm shadow-float',
          title: 'font-medium',
          actionButton: 'ml-auto rounded-full px-3 py-1 font-semibold hover:bg-page/15',
        },
      }}
    />
  )
}
