/** An id that nobody has: a UUID. `crypto.randomUUID` is kept from pages that come over plain HTTP, as in a house. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const [version, variant] = [bytes[6] ?? 0, bytes[8] ?? 0]
  bytes[6] = (version & 0x0f) | 0x40
  bytes[8] = (variant & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
