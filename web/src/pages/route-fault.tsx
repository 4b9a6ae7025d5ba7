import type { ErrorComponentProps } from '@tanstack/react-router'
import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/problem'
import { Fault } from '@/ui/states'
import { Title } from '@/ui/title'
import { Framed } from './framed'
import { NotFound } from './not-found'

const AGAIN = 5000

/** A page that could not be made; it is tried again by itself where that may help. */
export function RouteFault({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const passing = error instanceof Problem && error.passing
  useEffect(() => {
    if (!passing) return
    const again = () => void router.invalidate()
    const timer = setInterval(again, AGAIN)
    addEventListener('online', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
    }
  }, [passing, router])
  if (error instanceof Problem && error.status === 404) return <NotFound />
  return (
    <Framed>
      <Title>{t(error instanceof Problem && error.offline ? 'fault.offline' : 'fault.title')}</Title>
      <Fault error={error} retry={reset} heading="h1" />
    </Framed>
  )
}
