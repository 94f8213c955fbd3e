import { sha256Hex } from '../io/digest.ts'
import type { Read } from '../schema/read-manifest.ts'
import type { Check } from '../schema/run/run-manifest.ts'
import type { TrustMaterial, Verified } from './bundle/verify-bundle.ts'
import { fail, pass } from './check.ts'
import { type Expectations, namesSigner } from './expected/expectations.ts'
import type { PlatformChoice } from './platform/platform.ts'

/** The bytes of a file, or the reason for their absence. */
export type FileContent =
  | { readonly state: 'read'; readonly bytes: Uint8Array }
  | { readonly state: 'missing' }
  | { readonly state: 'refused'; readonly reason: string }

/**
 * The files to verify, by path inside the artifact: a run artifact, a job artifact, or one bundle. They are read one
 * after the other, so that a large run is never in memory as a whole.
 */
export type TargetFiles = {
  readonly names: readonly string[]
  /** Reads at most `cap` bytes: a larger file is refused before reading. */
  readonly read: (name: string, cap: number) => Promise<FileContent>
}

/** The files to verify, and what they are compared with. Nothing but `files` comes from the target. */
export type VerifyContext = {
  readonly files: TargetFiles
  /** The trusted roots and keys. */
  readonly material: TrustMaterial
  readonly expected: Expectations
  /** GitHub, to compare its own records of run, jobs and logs. */
  readonly platform: PlatformChoice
}

/** The checks of one file. */
export type Section = { readonly subject: string; readonly checks: readonly Check[] }

/** The result of the verification of a target. */
export type Verification = {
  readonly sections: readonly Section[]
  /** Files that are listed but missing. */
  readonly missing: readonly string[]
  /** The bundle that covers the whole target; undefined for an unsigned one. */
  readonly main: Verified | undefined
  /** For a file that contains only bundles: the bundles that were evaluated. */
  readonly bundles?: readonly Verified[]
}

/**
 * The result word. `verified`: nothing failed, and the signer is the expected one. `signed`: nothing failed, and the
 * caller named no expected signer, which is not a success. `incomplete`: listed files are missing, nothing else failed.
 */
export type Verdict = {
  readonly result: 'verified' | 'signed' | 'not-verified' | 'incomplete'
  readonly text: string
}

/** Derives one answer from all checks. A failure outweighs a missing file. */
export const decide = (verification: Verification, expected: Expectations): Verdict => {
  const failures = verification.sections.flatMap(({ subject, checks }) =>
    checks.filter(({ result }) => result === 'fail').map(check => ({ subject, check })),
  )
  const [first] = failures
  if (first !== undefined)
    return { result: 'not-verified', text: `not verified: ${describeReason(first.subject, first.check)}` }
  if (verification.main?.ok !== true) return { result: 'not-verified', text: 'not verified: unsigned' }
  if (verification.missing.length > 0)
    return { result: 'incomplete', text: `incomplete: ${verification.missing.length} listed file(s) missing` }
  const { bundles = [verification.main] } = verification
  const count = bundles.length > 1 ? `${bundles.length} bundles, ` : ''
  const signed = `${count}signed by ${[...new Set(bundles.map(nameSigner))].slice(0, NAMED).join(' and ')}`
  const file = nameFile(verification, expected)
  return bundles.every(bundle => namesSigner(expected, bundle))
    ? { result: 'verified', text: `verified: ${signed}${file}` }
    : { result: 'signed', text: `${signed}, not checked against an expectation${file}` }
}

const NAMED = 5

/** Describes the comparison with a file: a lone bundle is bound to no file until the caller names one. */
const nameFile = ({ sections, bundles }: Verification, { artifact }: Expectations): string => {
  if (artifact === undefined) return bundles === undefined ? '' : '; no file was compared (--artifact names one)'
  const found = sections.flatMap(({ checks }) => checks).find(({ id }) => id === 'expected-artifact')
  return found === undefined ? '' : `; ${found.reason}`
}

/** Returns the subject name of the certificate, or the hint of the key. */
export const nameSigner = (verified: Verified): string =>
  verified.identity?.san ?? (verified.keyHint === undefined ? 'nobody' : `key ${verified.keyHint}`)

/** Reads the manifest of a file, and checks that it is one. `digestHex` is SHA-256 of the bytes, hex. */
export const readManifestFile = <T extends { readonly schemaVersion: string }>(
  file: FileContent,
  what: 'job manifest' | 'run manifest',
  read: (bytes: Uint8Array) => Read<T>,
): { readonly manifest: T | undefined; readonly digestHex: string | undefined; readonly check: Check } => {
  if (file.state !== 'read')
    return { manifest: undefined, digestHex: undefined, check: fail('manifest', whyUnread(file)) }
  const digestHex = sha256Hex(file.bytes)
  try {
    const { value, unknownFields } = read(file.bytes)
    const check = pass('manifest', `schema ${value.schemaVersion}, ${unknownFields} unknown fields`)
    return { manifest: value, digestHex, check }
  } catch (error) {
    const check = fail('manifest', error instanceof Error ? error.message : `not a ${what}`)
    return { manifest: undefined, digestHex, check }
  }
}

/** Returns why a file was not read. */
export const whyUnread = (file: Exclude<FileContent, { readonly state: 'read' }>): string =>
  file.state === 'refused' ? file.reason : 'missing'

const describeReason = (subject: string, check: Check): string => {
  if (check.id === 'signed') return 'unsigned'
  if (check.id === 'trust-root') return subject.startsWith('jobs/') ? `no trust root for ${subject}` : 'no trust root'
  return `${subject}: ${check.id}: ${check.reason}`
}
