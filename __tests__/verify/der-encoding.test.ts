import { expect, test } from '@jest/globals'
import { ASN1Obj } from '@sigstore/core'
import { encodeDer, encodeDerAtOnce } from '../../src/verify/bundle/der-encoding.ts'
import { GITHUB } from '../../src/verify/roots/github.ts'
import { PUBLIC_GOOD } from '../../src/verify/roots/public-good.ts'

const original = ASN1Obj.prototype.toDER

/** Every certificate of the shipped roots: DER has one encoding, so that each must come out as it went in. */
const certificates = [...JSON.stringify([GITHUB.root, PUBLIC_GOOD.root]).matchAll(/"rawBytes":"([^"]+)"/g)].map(
  ([, base64 = '']) => Buffer.from(base64, 'base64'),
)

const parts = (object: ASN1Obj): readonly ASN1Obj[] => [object, ...object.subs.flatMap(parts)]

test('the same bytes as the library, for each part of real certificates', () => {
  expect(certificates.length).toBeGreaterThan(5)
  for (const der of certificates) {
    const object = ASN1Obj.parseBuffer(der)
    expect(encodeDer(object).equals(der)).toBe(true)
    for (const part of parts(object)) expect(encodeDer(part).equals(original.call(part))).toBe(true)
  }
})

test.each([0, 1, 127, 128, 255, 256, 65_535, 65_536, 70_000])('contents of %i octets', size => {
  const tag = ASN1Obj.parseBuffer(Buffer.from([0x04, 0x00])).tag
  const inner = new ASN1Obj(tag, Buffer.alloc(size, 7), [])
  const outer = new ASN1Obj(ASN1Obj.parseBuffer(Buffer.from([0x30, 0x00])).tag, Buffer.alloc(0), [inner, inner])
  for (const object of [inner, outer]) expect(encodeDer(object).equals(original.call(object))).toBe(true)
})

test('the library encodes that way once it was told to', () => {
  encodeDerAtOnce()
  const [der = Buffer.alloc(0)] = certificates
  expect(ASN1Obj.parseBuffer(der).toDER().equals(der)).toBe(true)
  ASN1Obj.prototype.toDER = original
})
