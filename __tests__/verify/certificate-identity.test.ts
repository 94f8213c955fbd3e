import { describe, expect, test } from '@jest/globals'
import { readCertificateIdentity } from '../../src/verify/bundle/certificate-identity.ts'

const PREFIX = '1.3.6.1.4.1.57264.1'
const der = (text: string, tag = 0x0c) => {
  const bytes = Buffer.from(text)
  const length =
    bytes.length < 0x80
      ? [bytes.length]
      : bytes.length < 0x100
        ? [0x81, bytes.length]
        : [0x82, bytes.length >> 8, bytes.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), bytes])
}
const read = (value: Uint8Array) =>
  readCertificateIdentity('san', [
    { oid: `${PREFIX}.8`, value: der('issuer') },
    { oid: `${PREFIX}.18`, value },
  ])

describe('a value in DER', () => {
  test.each([
    ['short', 'x'],
    ['of 127 bytes', 'x'.repeat(127)],
    ['of 128', 'x'.repeat(128)],
    ['of 300', 'x'.repeat(300)],
    ['not ASCII', 'straße'],
  ])('%s', (_, text) => {
    expect(read(der(text))?.buildConfigUri).toBe(text)
  })

  test.each([
    ['of another type', der('x', 0x13)],
    ['longer than it says', Buffer.concat([der('x'), Buffer.from('y')])],
    ['shorter than it says', der('xyz').subarray(0, 4)],
    ['with an endless length', Buffer.from([0x0c, 0x80, 1, 2])],
    ['that is no UTF-8', Buffer.from([0x0c, 2, 0xc3, 0x28])],
    ['that is empty', Buffer.alloc(0)],
  ])('%s is left out', (_, value) => {
    expect(read(value)).toEqual({ san: 'san', issuer: 'issuer' })
  })
})

test('without a subject name or an issuer there is no identity', () => {
  expect(readCertificateIdentity(undefined, [{ oid: `${PREFIX}.8`, value: der('issuer') }])).toBeUndefined()
  expect(readCertificateIdentity('san', [])).toBeUndefined()
  expect(readCertificateIdentity('san', [{ oid: `${PREFIX}.1`, value: Buffer.from('raw') }])?.issuer).toBe('raw')
})
