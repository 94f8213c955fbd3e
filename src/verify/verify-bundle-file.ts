import { LIMITS } from '../core/limits.ts'
import { sha256Hex } from '../io/digest.ts'
import type { TrustMaterial, Verified } from './bundle/verify-bundle.ts'
import type { Expectations } from './expected/expectations.ts'
import type { PlatformChoice } from './platform/platform.ts'
import type { TargetFiles } from './target.ts'
import { fail, notApplicable } from './verdict.ts'
import type { Section, Verification } from './verification.ts'
import { verifyLoneBundle } from './verify-lone-bundle.ts'

/**
 * Verifies a file with one bundle, or with one on each line, as `gh attestation download` writes them. Each bundle is
 * verified by itself, and all must pass. If at least one bundle has the requested predicate type, bundles of other
 * types are not evaluated. A truncated last line counts as missing, and the rest is verified.
 */
export const verifyBundleFile = async (
  files: TargetFiles,
  name: string,
  material: TrustMaterial,
  expected: Expectations,
  platform: PlatformChoice,
): Promise<Verification> => {
  const file = await files.read(name, LIMITS.bundleLines)
  if (file.state !== 'read') return refused(file.state === 'refused' ? file.reason : 'missing')
  const lines = listLines(file.bytes)
  if (lines.length === 1) {
    if (file.bytes.byteLength > LIMITS.bundle) return refused(`${file.bytes.byteLength} bytes, limit ${LIMITS.bundle}`)
    const { section, main } = await verifyLoneBundle(decode(file.bytes), 'bundle', material, expected, platform)
    return { sections: [section], missing: [], main, bundles: [main] }
  }
  if (lines.length > LIMITS.bundlesInFile)
    return refused(`${lines.length} bundles, limit ${LIMITS.bundlesInFile}: divide the file`)
  return verifyLines(lines, line => verifyLoneBundle(decode(line.bytes), toName(line), material, expected, platform))
}

type Line = { readonly number: number; readonly bytes: Uint8Array; readonly isLast: boolean; readonly isWhole: boolean }
type OneBundle = { readonly section: Section; readonly main: Verified }

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
