import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { Hint } from './hint'

const button = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-2 rounded-full font-medium transition-colors disabled:opacity-45 aria-disabled:opacity-45',
  {
    variants: {
      look: {
        solid: 'bg-accent text-on-accent hover:bg-accent-strong',
        plain: 'bg-raised text-ink hover:bg-line',
        ghost: 'text-soft hover:bg-raised hover:text-ink',
        outline: 'border border-line text-ink hover:bg-raised',
        danger: 'border border-danger/50 text-danger hover:bg-danger/10',
      },
      size: {
        sm: 'h-8 px-3 text-sm pointer-coarse:h-11',
        md: 'h-10 px-4 pointer-coarse:h-11',
        lg: 'h-12 px-6 text-base',
      },
    },
    defaultVariants: { look: 'plain', size: 'md' },
  },
)

type Looks = VariantProps<typeof button>

export function Button({ look, size, className, type = 'button', ...rest }: ComponentProps<'button'> & Looks) {
  return <button type={type} className={cn(button({ look, size }), className)} {...rest} />
}

/** A finger needs 44 pixels, whatever a mouse is content with. */
const SIDE = { sm: 'size-8 pointer-coarse:size-11', md: 'size-10 pointer-coarse:size-11', lg: 'size-12' } as const

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'>, Looks {
  label: string
  children: ReactNode
  /** A key that does the same, shown beside the label. */
  shortcut?: string
}

/** A button that is a picture only: its label is told to whoever cannot see it, and to whoever waits. */
export function IconButton({
  label,
  shortcut,
  look = 'ghost',
  size = 'md',
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <Hint text={label} shortcut={shortcut}>
      <button
        type="button"
        aria-label={label}
        className={cn(button({ look, size }), 'px-0', SIDE[size ?? 'md'], className)}
        {...rest}
      >
        {children}
      </button>
    </Hint>
  )
}

export { button as buttonClasses }
