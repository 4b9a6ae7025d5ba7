import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Filters, filtersOf } from '@/filters/filters'
import { type Board, seedsOf, written } from './seeds'

const SETTLED = 150

/** The board is its address: what is put there or taken away can be gone back from; weights settle first. So are filters. */
export function useBoard() {
  const search = useSearch({ from: '/inside/alchemy' })
  const { more, less } = search
  const filters = filtersOf(search)
  const navigate = useNavigate({ from: '/alchemy' })
  const [board, setBoard] = useState<Board>(() => ({ more: seedsOf(more), less: seedsOf(less) }))
  const shown = useRef(board)
  const timer = useRef<number>(undefined)
  shown.current = board

  useEffect(() => {
    const { more: right, less: left } = shown.current
    if (written(right) !== more || written(left) !== less) setBoard({ more: seedsOf(more), less: seedsOf(less) })
  }, [more, less])
  useEffect(() => () => clearTimeout(timer.current), [])

  const write = useCallback(
    (to: Board, replace: boolean) =>
      navigate({
        search: (before) => ({ ...before, more: written(to.more), less: written(to.less) }),
        replace,
        resetScroll: false,
      }),
    [navigate],
  )

  const change = (to: Board) => {
    clearTimeout(timer.current)
    setBoard(to)
    void write(to, false)
  }
  const weigh = (to: Board) => {
    clearTimeout(timer.current)
    setBoard(to)
    timer.current = window.setTimeout(() => void write(to, true), SETTLED)
  }
  const narrow = (to: Filters) => navigate({ search: { more, less, ...to }, replace: true, resetScroll: false })
  return { board, asked: { more: seedsOf(more), less: seedsOf(less) }, change, weigh, filters, narrow }
}
