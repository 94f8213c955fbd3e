import { LIMITS } from '../core/limits.ts'
import { sha256Hex } from '../io/digest.ts'
import { type Verified, verifyBundle } from './bundle/verify-bundle.ts'
import { fail, notApplicable } from './check.ts'
import { type Section, type Verification, type VerifyContext, whyUnread } from './verification.ts'
import { checkContent, checkOnPlatform, checkSigner } from './verify-document.ts'

/**
 * Verifies a file with one bundle, or with one on each line, as `gh attestation download` writes them. Each bundle is
 * verified by itself, and all must pass. If at least one bundle has the requested predicate type, bundles of other
 * types are not evaluated. A truncated last line counts as missing, and the rest is verified.
 */
export const verifyBundleFile = async (name: string, context: VerifyContext): Promise<Verification> => {
  const file = await context.files.read(name, LIMITS.bundleLines)
  if (file.state !== 'read') return refused(whyUnread(file))
  const lines = listLines(file.bytes)
  if (lines.length === 1) {
    if (file.bytes.byteLength > LIMITS.bundle) return refused(`${file.bytes.byteLength} bytes, limit ${LIMITS.bundle}`)
    const { section, main } = await verifyLoneBundle(file.bytes, 'bundle', context)
    return { sections: [section], missing: [], main, bundles: [main] }
  }
  if (lines.length > LIMITS.bundlesInFile)
    return refused(`${lines.length} bundles, limit ${LIMITS.bundlesInFile}: divide the file`)
  return verifyLines(lines, line => verifyLoneBundle(line.bytes, toName(line), context))
}

type Line = { readonly number: number; readonly bytes: Uint8Array; readonly isLast: boolean; readonly isWhole: boolean }
type OneBundle = { readonly section: Section; readonly main: Verified }

/** Verifies a lone bundle: the signer, and whether the statement's claims agree with the certificate. */
const verifyLoneBundle = async (
  bytes: Uint8Array,
  subject: string,
  { material, expected, platform }: VerifyContext,
): Promise<OneBundle> => {
  const types = expected.predicateType === undefined ? undefined : [expected.predicateType]
  const main = await verifyBundle(decode(bytes), material, types)
  const document = { kind: 'unknown' } as const
  const checks = [
    ...main.checks,
    ...checkContent(main, document, expected),
    ...(main.ok ? await checkOnPlatform(platform, main, document) : []),
    ...checkSigner(main, document, expected),
  ]
  return { section: { subject, checks }, main }
}

const verifyLines = async (
  lines: readonly Line[],
  verify: (line: Line) => Promise<OneBundle>,
): Promise<Verification> => {
  const cutOff = lines.filter(isCutOff)
  const whole = new Map<string, Line[]>()
  for (const line of lines) {
    if (cutOff.includes(line)) continue
    const digest = sha256Hex(line.bytes)
    const equal = whole.get(digest)
    if (equal === undefined) whole.set(digest, [line])
    else equal.push(line)
  }
  const verified: OneBundle[] = []
  for (const [line, ...equal] of whole.values()) {
    if (line === undefined) continue
    // Equal lines count as one bundle.
    const { section, main } = await verify(line)
    const subject = equal.length === 0 ? toName(line) : `${toName(line)} and ${equal.length} equal ones`
    verified.push({ main, section: { ...section, subject } })
  }
  const missing = cutOff.map(line => `${toName(line)} (cut off)`)
  const evaluated = verified.some(({ section }) => !isOfOtherType(section))
    ? verified.map(one => (isOfOtherType(one.section) ? { ...one, section: notJudged(one.section) } : one))
    : verified
  const counted = evaluated.filter(({ section }) => !isOfOtherType(section) && section.checks.length > 1)
  const bundles = counted.map(({ main }) => main)
  return {
    sections: evaluated.map(({ section }) => section),
    missing,
    main: bundles.find(({ ok }) => !ok) ?? bundles[0],
    bundles,
  }
}

/** Returns the sections for a file with too many bundles, or one that cannot be read. */
const refused = (reason: string): Verification => ({
  sections: [{ subject: 'bundle', checks: [fail('bundle-size', reason)] }],
  missing: [],
  main: undefined,
  bundles: [],
})

const isOfOtherType = ({ checks }: Section): boolean =>
  checks.some(({ id, result }) => id === 'predicate-type' && result === 'fail')

const notJudged = (section: Section): Section => {
  const type = section.checks.find(({ id }) => id === 'predicate-type')
  return {
    ...section,
    checks: [notApplicable('predicate-type', `not evaluated: ${type?.reason ?? 'of another type'}`)],
  }
}

const toName = ({ number }: Line): string => `bundle of line ${number}`

const LINE_FEED = 0x0a
const MAX_COUNTED = LIMITS.bundlesInFile + 1

/**
 * Returns the non-empty lines. A bundle over several lines counts as one line, since only its first line begins an
 * object.
 */
const listLines = (bytes: Uint8Array): readonly Line[] => {
  const lines: Line[] = []
  let start = 0
  for (let number = 1; start < bytes.byteLength && lines.length < MAX_COUNTED; number += 1) {
    const end = bytes.indexOf(LINE_FEED, start)
    const line = bytes.subarray(start, end < 0 ? bytes.byteLength : end)
    start = end < 0 ? bytes.byteLength : end + 1
    if (line.some(byte => !isBlank(byte)))
      lines.push({ number, bytes: line, isLast: start >= bytes.byteLength, isWhole: end >= 0 })
  }
  const others = lines.slice(1)
  const areBundles = others.length > 0 && others.every(({ bytes: line }) => line[findFirstByte(line)] === OPEN)
  const [first] = lines
  if (first === undefined || areBundles) return lines
  return [{ ...first, bytes, isLast: true, isWhole: true }]
}

const OPEN = 0x7b
const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0d
const findFirstByte = (line: Uint8Array): number => line.findIndex(byte => !isBlank(byte))

/** Returns the truncated last line of a broken download: it has no line end, and is not JSON. */
const isCutOff = ({ bytes, isLast, isWhole }: Line): boolean => {
  if (!isLast || isWhole || bytes.byteLength > LIMITS.bundle) return false
  try {
    JSON.parse(decode(bytes))
    return false
  } catch {
    return true
  }
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
