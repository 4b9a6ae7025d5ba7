import { ArrowUpDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/ui/button'
import { Menu } from '@/ui/menu'

interface SortMenuProps<Order extends string> {
  orders: readonly { order: Order; name: string }[]
  order: Order
  reverse: boolean
  onChange(order: Order, reverse: boolean): void
}

/** In which order; the same one again turns it round. */
export function SortMenu<Order extends string>({ orders, order, reverse, onChange }: SortMenuProps<Order>) {
  const { t } = useTranslation()
  const name = orders.find((one) => one.order === order)?.name ?? order
  return (
    <Menu
      label={t('library.sort')}
      items={() =>
        orders.map((one) => ({
          kind: 'action',
          label: one.order === order ? `${one.name} ${reverse ? '↓' : '↑'}` : one.name,
          run: () => onChange(one.order, one.order === order ? !reverse : false),
        }))
      }
    >
      <Button look="outline">
        <ArrowUpDown className="size-4" aria-hidden />
        <span className="sr-only">{t('library.sort')}</span>
        {name} {reverse ? '↓' : '↑'}
      </Button>
    </Menu>
  )
}
