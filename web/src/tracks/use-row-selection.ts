import { useEffect, useRef, useState } from 'react'
import { NONE, type Selection, stretchOf, toggled } from '@/lib/selection'
import { toast } from '@/ui/toast'
import type { Row } from './track-row'

interface Rows {
  /** Where some are not read yet there are holes. */
  rows: readonly (Row | undefined)[]
  hasMore: boolean
  /** Asks for what comes behind the last row. */
  more?: () => void
  /** Reads the holes from a row to another. */
  onNeed?: (from: number, to: number) => Promise<void>
}

interface Keys {
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
}

/** Rows that are to be selected, of which some are on their way. */
interface Wanted {
  readonly from: number
  readonly to: number
  /** What is selected besides. */
  readonly besides: ReadonlySet<string>
  readonly anchor: string | null
}

/** Which rows are selected, as in a file manager; of a list that is not read as a whole those that are meant are read. */
export function useRowSelection({ rows, hasMore, more, onNeed }: Rows) {
  const [selection, setSelection] = useState<Selection>(NONE)
  const [wanted, setWanted] = useState<Wanted | null>(null)
  const [cut, setCut] = useState(false)
  const asked = useRef<Wanted | null>(null)

  const select = (next: Selection) => {
    setWanted(null)
    setCut(false)
    setSelection(next)
  }

  const take = (wish: Wanted) => {
    const found = stretchOf(rows, wish.from, wish.to, hasMore)
    setSelection({ ids: new Set([...wish.besides, ...found.keys]), anchor: wish.anchor })
    setCut(found.cut)
    setWanted(found.missing ? wish : null)
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: goes on as rows come
  useEffect(() => {
    if (wanted) take(wanted)
  }, [rows, hasMore])
  useEffect(() => {
    if (!wanted) return
    if (!onNeed) more?.()
    else if (asked.current !== wanted) {
      asked.current = wanted
      onNeed(wanted.from, wanted.to).catch((problem) => {
        setWanted(null)
        toast.fault(problem)
      })
    }
  }, [wanted, more, onNeed])

  const selectAll = () =>
    take({ from: 0, to: Number.POSITIVE_INFINITY, besides: new Set(), anchor: rows[0]?.key ?? null })

  /** What a click on a row makes of it; with Shift, all from where it began. */
  const click = (index: number, keys: Keys, anchor = selection.anchor) => {
    const row = rows[index]
    const several = keys.ctrlKey || keys.metaKey
    const begin = keys.shiftKey && anchor !== null ? rows.findIndex((one) => one?.key === anchor) : -1
    if (begin >= 0) {
      const [from, to] = begin < index ? [begin, index] : [index, begin]
      take({ from, to, besides: several ? selection.ids : new Set(), anchor })
    } else if (row) select(several ? toggled(selection, row.key) : { ids: new Set([row.key]), anchor: row.key })
  }

  return { selection, select, selectAll, click, reading: wanted !== null, cut }
}
