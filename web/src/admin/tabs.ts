export const TABS = [
  'overview',
  'scan',
  'unreadable',
  'jobs',
  'users',
  'invites',
  'artwork',
  'models',
  'settings',
] as const

export type AdminTab = (typeof TABS)[number]

export function tabOf(text: string | undefined): AdminTab {
  return TABS.find((tab) => tab === text) ?? 'overview'
}
