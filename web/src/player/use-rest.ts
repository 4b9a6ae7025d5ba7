import { type FocusEvent, type PointerEvent, useEffect } from 'react'
import { useControls } from './context'
import { usePreview } from './preview'

/** What makes a track heard while the pointer, or the focus of the keyboard, rests on an element. */
export function useRest(track: string) {
  const { preview } = useControls()
  const leave = () => preview.leave()
  useEffect(
    () => () => {
      if (usePreview.getState().track === track) preview.leave()
    },
    [preview, track],
  )
  return {
    onPointerEnter: (event: PointerEvent) => event.pointerType === 'mouse' && preview.rest(track),
    onPointerLeave: (event: PointerEvent) => event.pointerType === 'mouse' && leave(),
    onFocus: (event: FocusEvent) => event.target.matches(':focus-visible') && preview.rest(track),
    onBlur: leave,
  }
}

/** Whether a track is being previewed. */
export function usePreviewed(track: string): boolean {
  return usePreview((preview) => preview.track === track)
}
