import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Board, seedsOf, written } from './seeds'

const SETTLED = 150

/** The board is its address: what is put there or taken away can be gone back from; weights settle first. */
export function useBoard() {
  const { more, less } = useSearch({ from: '/inside/alchemy' })
  const navigate = useNavigate()
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
        to: '/alchemy',
        search: { more: written(to.more), less: written(to.less) },
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
  return { board, asked: { more: seedsOf(more), less: seedsOf(less) }, change, weigh }
}
