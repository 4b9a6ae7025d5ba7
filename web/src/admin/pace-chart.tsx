import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { PacePoint } from './use-pace'

const HEIGHT = 160

/** How many tracks a minute, over time. */
export default function PaceChart({ points, label }: { points: readonly PacePoint[]; label: string }) {
  const box = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot>(null)
  useEffect(() => {
    const place = box.current
    if (!place) return
    const colour = (name: string) => getComputedStyle(place).getPropertyValue(name)
    const axis = { stroke: colour('--ink-faint'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } }
    const chart = new uPlot(
      {
        width: place.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        scales: { y: { range: (_, __, most) => [0, Math.max(10, most * 1.15)] } },
        axes: [axis, { ...axis, size: 44 }],
        series: [{}, { stroke: colour('--accent'), fill: colour('--accent-wash'), width: 2, points: { show: false } }],
      },
      [[], []],
      place,
    )
    plot.current = chart
    const watch = new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: HEIGHT }))
    watch.observe(place)
    return () => {
      watch.disconnect()
      chart.destroy()
    }
  }, [])
  useEffect(() => {
    plot.current?.setData([points.map(([at]) => at), points.map(([, perMinute]) => perMinute)])
  }, [points])
  return (
    <figure>
      <figcaption className="mb-1 text-faint text-sm">{label}</figcaption>
      <div ref={box} className="h-40" />
    </figure>
  )
}
