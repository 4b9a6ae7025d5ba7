import { type ClassValue, clsx } from 'clsx'
import { twMerge } from 'tailwind-merge'

/** Class names, the later of two that say the same winning. */
export function cn(...classes: ClassValue[]): string {
  return twMerge(clsx(classes))
}
