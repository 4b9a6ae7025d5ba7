import { useQuery } from '@tanstack/react-query'
import { FolderSearch, RotateCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { placeQuery } from '@/api/operating'
import { Button } from '@/ui/button'
import { Fault } from '@/ui/states'
import { FolderBrowser } from './folder-browser'
import { PlaceCard, PlaceSkeleton } from './place-card'

/** Where the music is and, where the settings leave that open, another place for it. */
export function LibraryPlace({ onChosen }: { onChosen?: () => void }) {
  const { t } = useTranslation()
  const query = useQuery(placeQuery)
  const [browsing, setBrowsing] = useState(false)
  if (query.isPending) return <PlaceSkeleton />
  if (query.isError) return <Fault error={query.error} retry={query.refetch} />
  const place = query.data
  return (
    <>
      <PlaceCard place={place} />
      <div className="mt-3 flex flex-wrap gap-2">
        {!place.fixed && (
          <Button size="sm" look={place.problem ? 'solid' : 'plain'} onClick={() => setBrowsing(true)}>
            <FolderSearch className="size-4" aria-hidden />
            {t('wizard.another')}
          </Button>
        )}
        <Button size="sm" look="ghost" disabled={query.isFetching} onClick={() => void query.refetch()}>
          <RotateCw className="size-4" aria-hidden />
          {t('wizard.lookAgain')}
        </Button>
      </div>
      {browsing && (
        <FolderBrowser
          onClose={(chosen) => {
            setBrowsing(false)
            if (chosen) onChosen?.()
          }}
        />
      )}
    </>
  )
}
