import { ASN1Obj } from '@sigstore/core'

/**
 * Encodes an object as DER in one pass (X.690 section 8.1: identifier, length, contents). @sigstore/core writes each
 * part of a certificate into a stream that grows by copying, and does so whenever two certificates are compared, which
 * is the larger part of verifying a chain (@sigstore/core dist/asn1/obj.js, @sigstore/verify dist/key/certificate.js).
 */
export const encodeDer = (object: ASN1Obj): Buffer => {
  const sizes: number[] = []
  const bytes = Buffer.alloc(measure(object, sizes))
  write(object, bytes, 0, sizes.values())
  return bytes
}

/** Counts the octets of an object, and collects the sizes of all contents in the order of writing. */
const measure = ({ subs, value }: ASN1Obj, sizes: number[]): number => {
  const place = sizes.push(0) - 1
  let size = subs.length === 0 ? value.length : 0
  for (const sub of subs) size += measure(sub, sizes)
  sizes[place] = size
  return 1 + lengthOctets(size) + size
}

const write = (object: ASN1Obj, bytes: Buffer, at: number, sizes: Iterator<number>): number => {
  const size: number = sizes.next().value ?? 0
  bytes[at] = object.tag.toDER()
  let end = at + 1
  const octets = lengthOctets(size)
  if (octets === 1) bytes[end] = size
  else {
    bytes[end] = 0x80 | (octets - 1)
    bytes.writeUIntBE(size, end + 1, octets - 1)
  }
  end += octets
  if (object.subs.length === 0) return end + object.value.copy(bytes, end)
  for (const sub of object.subs) end = write(sub, bytes, end, sizes)
  return end
}

/** Makes the library use this encoding too: the bytes for an object are the same. */
export const encodeDerAtOnce = (): void => {
  ASN1Obj.prototype.toDER = function toDer(this: ASN1Obj): Buffer {
    return encodeDer(this)
  }
}

/** Short form below 128, else the fewest octets that hold the length, and their number (X.690 section 8.1.3, 10.1). */
const lengthOctets = (size: number): number => (size < 0x80 ? 1 : 1 + Math.ceil(Math.log2(size + 1) / 8))
