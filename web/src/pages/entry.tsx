import type { ReactNode } from 'react'
import { Wordmark } from '@/shell/wordmark'

/** The page before one is inside. */
export function Entry({ children, tagline }: { children: ReactNode; tagline: string }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-12">
      <div className="w-full max-w-sm">
        <div className="mb-10 text-center">
          <Wordmark large />
          <p className="mt-3 text-faint">{tagline}</p>
        </div>
        <div className="rounded-3xl border border-line bg-surface p-7 shadow-float">{children}</div>
      </div>
    </main>
  )
}
