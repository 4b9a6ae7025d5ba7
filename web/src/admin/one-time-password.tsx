import { useTranslation } from 'react-i18next'
import { Button } from '@/ui/button'
import { Copied } from '@/ui/copied'
import { Dialog } from '@/ui/dialog'

interface OneTimePasswordProps {
  name: string
  password: string
  onClose(): void
}

/** A password for once, shown once. */
export function OneTimePassword({ name, password, onClose }: OneTimePasswordProps) {
  const { t } = useTranslation()
  return (
    <Dialog open onOpenChange={onClose} title={t('admin.passwordFor', { name })} description={t('admin.passwordOnce')}>
      <Copied label={t('entry.password')} text={password} />
      <div className="mt-6 flex justify-end">
        <Button onClick={onClose}>{t('account.tokenKept')}</Button>
      </div>
    </Dialog>
  )
}
