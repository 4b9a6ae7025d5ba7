import { CircleAlert, CircleCheck, CircleX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/api/client'
import { Badge } from '@/ui/badge'
import { Row, Rows } from '@/ui/rows'

type Finding = Schemas['Finding']

/** What was found when every part was looked at, and how to mend what is wrong. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation()
  return (
    <Rows label={t('admin.services')}>
      {findings.map((finding) => (
        <Row
          key={finding.part}
          title={
            <span className="inline-flex items-center gap-2.5">
              <Sign finding={finding} />
              <span className="inline-block first-letter:uppercase">{finding.part}</span>
            </span>
          }
          badges={
            !finding.healthy && (
              <Badge tone={finding.required ? 'danger' : 'plain'}>
                {t(finding.required ? 'admin.broken' : 'admin.withLess')}
              </Badge>
            )
          }
          note={[finding.seen, finding.healthy ? '' : finding.remedy].filter(Boolean).join(' ')}
        />
      ))}
    </Rows>
  )
}

function Sign({ finding }: { finding: Finding }) {
  if (finding.healthy) return <CircleCheck className="size-4 shrink-0 text-good" aria-hidden />
  const Icon = finding.required ? CircleX : CircleAlert
  return <Icon className="size-4 shrink-0 text-danger" aria-hidden />
}
