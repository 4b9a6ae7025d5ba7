/** The name, with the waveform that stands for it. */
export function Wordmark({ large = false }: { large?: boolean }) {
  return (
    <span className={`inline-flex items-center gap-2.5 font-semibold tracking-tight ${large ? 'text-3xl' : 'text-lg'}`}>
      <svg
        viewBox="8 10 48 44"
        className={large ? 'h-9' : 'h-5'}
        aria-hidden
        fill="none"
        strokeWidth="6"
        strokeLinecap="round"
      >
        <path className="stroke-faint" d="M14 36v-8M23 42V22" />
        <path className="stroke-accent" d="M32 50V14" />
        <path className="stroke-accent opacity-70" d="M41 45V19" />
        <path className="stroke-accent opacity-45" d="M50 37V27" />
      </svg>
      musicsim
    </span>
  )
}
