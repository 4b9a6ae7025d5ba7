import type { ErrorComponentProps } from '@tanstack/react-router'
import { Problem } from '@/api/problem'
import { Fault } from '@/ui/states'
import { NotFound } from './not-found'

/** A page that could not be made. */
export function RouteFault({ error, reset }: ErrorComponentProps) {
  if (error instanceof Problem && error.status === 404) return <NotFound />
  return <Fault error={error} retry={reset} />
}
