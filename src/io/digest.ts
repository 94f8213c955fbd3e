import { createHash } from 'node:crypto'

/** Returns SHA-256 as 64 lower-case hex digits, of bytes or of the UTF-8 bytes of a text. */
export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')
