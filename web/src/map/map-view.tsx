import { useNavigate, useSearch } from '@tanstack/react-router'
import { Map as MapIcon } from 'lucide-react'
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { useControls } from '@/player/context'
import { usePlayer } from '@/player/store'
import { Empty } from '@/ui/states'
import { Title } from '@/ui/title'
import { toast } from '@/ui/toast'
import { Canvas } from './canvas'
import { Chosen } from './chosen'
import { FARTHEST, type LibraryMap, rowOf } from './decode'
import { Legend } from './legend'
import { mapKeys } from './map-keys'
import { Nearby } from './nearby'
import { SelectedCard } from './selected-card'
import { Tools } from './tools'
import { TopBar } from './top-bar'
import { useColouring, useEmphasis } from './use-colouring'
import { useDrawn } from './use-drawn'
import { useLine } from './use-line'
import { useScene } from './use-scene'

const MIDDLE = { x: Math.round(FARTHEST / 2), y: Math.round(FARTHEST / 2) }

/** The map: what is drawn, what is chosen on it, and the lists beside it. */
export function MapView({ map }: { map: LibraryMap }) {
  const { t } = useTranslation()
  const controls = useControls()
  const navigate = useNavigate({ from: '/map' })
  const { track: selected, from = '', to = '', colour, playlist = '' } = useSearch({ from: '/inside/map' })
  const [points, overlay, here, card] = [
    useRef<HTMLCanvasElement>(null),
    useRef<HTMLCanvasElement>(null),
    useRef<HTMLDivElement>(null),
    useRef<HTMLDivElement>(null),
  ]
  const [stage] = useState({ points, overlay, here, card })
  const [hovered, setHovered] = useState(-1)
  const [only, setOnly] = useState<number | null>(null)
  const [lassoing, setLassoing] = useState(false)
  const [caught, setCaught] = useState<readonly string[] | null>(null)
  const [place, setPlace] = useState<{ x: number; y: number } | null>(null)
  const [following, setFollowing] = useState(false)
  const [lined, setLined] = useState(true)
  const [crossed, setCrossed] = useState(false)
  const { by, colours } = useColouring(map, colour, playlist)
  const emphasis = useEmphasis(map, caught, only, by, colours)
  const { line, path } = useLine(map, from, to)
  const playing = usePlayer(({ queue }) => queue.entries[queue.current]?.song.id)
  const hereRow = playing ? rowOf(map, playing) : -1

  const look = (change: Partial<Record<'track' | 'from' | 'to' | 'colour' | 'playlist', string | undefined>>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })

  const scene = useScene(stage, map, colours, {
    onHover: setHovered,
    onPick: (row) => look({ track: map.ids[row] }),
    onLasso: (rows) => {
      setLassoing(false)
      setPlace(null)
      setCaught(rows.length ? rows.map((row) => map.ids[row] as string) : null)
      if (!rows.length) toast.done(t('map.nothingCaught'))
    },
    onRest: () => crossed && scene?.hoverMiddle(),
    onHand: () => setFollowing(false),
  })

  const reach = useCallback(
    (id: string) => {
      const row = rowOf(map, id)
      if (row >= 0) scene?.flyTo(row)
      else if (scene) toast.done(t('map.notThere'))
    },
    [map, scene, t],
  )

  const first = useRef(selected)
  useEffect(() => {
    if (!scene) return
    if (first.current) reach(first.current)
    first.current = undefined
  }, [scene, reach])
  useDrawn(scene, {
    selected: selected ? rowOf(map, selected) : -1,
    emphasis,
    lassoing,
    here: hereRow,
    crossed,
    line,
    lined,
    following,
  })

  const hoveredId = map.ids[hovered]
  useEffect(() => {
    if (!hoveredId) return
    controls.preview.rest(hoveredId)
    return () => controls.preview.leave()
  }, [controls, hoveredId])

  const onKeyDown = (event: KeyboardEvent) =>
    scene &&
    mapKeys(scene, event, {
      pick: () => look({ track: map.ids[scene.middle] }),
      leave: () => {
        setLassoing(false)
        setCaught(null)
        look({ track: undefined })
      },
    })

  const around = (id: string) => {
    const row = rowOf(map, id)
    if (row >= 0) setPlace({ x: map.x[row] as number, y: map.y[row] as number })
  }
  const list = { selected, onReach: reach, onChoose: (id: string) => look({ track: id }) }
  const blind = scene === null
  const listed = caught !== null || place !== null || blind

  return (
    <div className="flex h-full min-h-0 flex-col overflow-hidden lg:flex-row">
      <Title>{t('nav.map')}</Title>
      <div className="relative min-h-0 min-w-0 flex-1 bg-sunken">
        <Canvas
          stage={stage}
          count={map.count}
          hovered={hoveredId}
          lassoing={lassoing}
          told={crossed}
          onKeyDown={onKeyDown}
          onFocus={setCrossed}
        />
        {blind && (
          <div className="absolute inset-0 grid place-items-center">
            <Empty icon={MapIcon} title={t('map.blind')}>
              {t('map.blindHint')}
            </Empty>
          </div>
        )}
        <div className="pointer-events-none absolute inset-0 z-10 flex flex-col justify-between gap-3 p-3 sm:p-4">
          <h1 className="sr-only">{t('nav.map')}</h1>
          <TopBar
            by={by}
            playlist={playlist}
            onColour={(next, of) => {
              setOnly(null)
              look({ colour: next, playlist: of })
            }}
            from={from}
            to={to}
            tracks={line?.tracks ?? []}
            fault={path.error}
            onPathClose={() => look({ from: undefined, to: undefined })}
            onFind={(id) => {
              look({ track: id })
              if (blind) around(id)
              else reach(id)
            }}
          />
          <div className="flex min-h-0 flex-1 items-end justify-between gap-3">
            <div className="flex min-w-0 flex-1 flex-col gap-3 lg:flex-row lg:items-end lg:justify-between">
              {!blind && (
                <div className={cn('min-w-0', (selected || listed) && 'max-lg:hidden')}>
                  <Legend by={by} colouring={colours} only={only} onOnly={setOnly} />
                </div>
              )}
              {selected && (
                <div className={cn('w-full sm:w-96', listed && 'max-lg:hidden')}>
                  <SelectedCard
                    id={selected}
                    onPathFrom={(id) => look({ from: id })}
                    onPathTo={(id) => look({ to: id })}
                    onClose={() => look({ track: undefined })}
                  />
                </div>
              )}
            </div>
            {scene && (
              <Tools
                scene={scene}
                lassoing={lassoing}
                onLasso={setLassoing}
                following={hereRow >= 0 ? following : null}
                onFollow={setFollowing}
                line={line && line.kind !== 'path' ? lined : null}
                onLine={setLined}
                listed={place !== null}
                onList={(on) => {
                  setCaught(null)
                  setPlace(on ? scene.middlePlace : null)
                }}
              />
            )}
          </div>
        </div>
      </div>
      {caught && <Chosen ids={caught} {...list} onClose={() => setCaught(null)} />}
      {!caught && (place || blind) && (
        <Nearby {...(place ?? MIDDLE)} {...list} onAround={around} onClose={blind ? undefined : () => setPlace(null)} />
      )}
    </div>
  )
}
