import { useTranslation } from 'react-i18next'
import type { Role } from '@/api/people'
import { Select } from '@/ui/select'

const ROLES: readonly Role[] = ['listener', 'admin']

export function RoleSelect({ value, onChange }: { value: Role; onChange(role: Role): void }) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('admin.roleLabel')}
      value={value}
      options={ROLES.map((role) => ({ value: role, label: t(`admin.role.${role}`) }))}
      onChange={onChange}
    />
  )
}
