import { expect, test } from 'vitest'
import { device, isMobile } from './device'

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox · Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge · Windows',
  ],
  ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'Chrome · Android'],
  [IPHONE, 'Safari · iPhone'],
  ['curl/8.9.1', 'curl/8.9.1'],
  ['', ''],
])('%s is called %s', (agent, name) => {
  expect(device(agent)).toBe(name)
})

test('what fits into a pocket', () => {
  expect(isMobile(IPHONE)).toBe(true)
  expect(isMobile('curl/8.9.1')).toBe(false)
})
