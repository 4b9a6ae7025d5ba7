import { Link } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { buttonClasses } from '@/ui/button'
import { Empty } from '@/ui/states'
import { Title } from '@/ui/title'
import { Framed } from './framed'

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation()
  return (
    <Framed>
      <Title>{t('fault.gone')}</Title>
      <Empty
        icon={SearchX}
        heading="h1"
        title={t('fault.gone')}
        action={
          <Link to="/" className={buttonClasses({})}>
            {t('nav.home')}
          </Link>
        }
      >
        {t('fault.goneHint')}
      </Empty>
    </Framed>
  )
}
