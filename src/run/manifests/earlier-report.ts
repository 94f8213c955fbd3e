import { RUN_BUNDLE_FILE, RUN_MANIFEST_FILE } from '../../core/artifact-name.ts'
import { TraceError } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import { sha256Hex } from '../../io/digest.ts'
import type { OpenZip } from '../../io/zip/open-zip.ts'
import { readRunManifest } from '../../schema/read-manifest.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { RUN_PREDICATE_TYPE } from '../../signing/predicate-types.ts'
import type { RunFile } from '../../signing/run-files.ts'
import type { CertificateIdentity } from '../../verify/bundle/certificate-identity.ts'
import type { TrustMaterial } from '../../verify/bundle/trust-material.ts'
import { type Verified, verifyBundle } from '../../verify/bundle/verify-bundle.ts'
import { firstFailure } from '../../verify/check.ts'
import { checkRunClaims, type RunClaims } from '../../verify/documents/claims.ts'
import { type IndexedJob, readJobsIndex } from '../../verify/documents/index-checks.ts'
import { readIndexClaims, readManifestSize } from '../../verify/documents/read-statement.ts'

/** The attempt of the wanted report, by the values that GitHub gives this job. */
export type ReportedRun = {
  readonly serverUrl: string
  readonly repositoryId: string
  readonly runId: string
  readonly attempt: number
}

/** The files of one job that a report's signature covers. */
export type CoveredFiles = { readonly manifest: RunFile; readonly bundle: RunFile | undefined }

/** How far the report of an earlier attempt can be trusted. */
export type EarlierVerdict =
  | { readonly use: 'evidence'; readonly mode: 'keyless' | 'key'; readonly jobs: readonly CoveredFiles[] }
  | { readonly use: 'baseline' | 'refused'; readonly reason: string }

/** Returns the accepted issuer for a certificate; undefined for GitHub's own issuer. */
type IssuerFor = (identity: CertificateIdentity) => string | undefined

/**
 * Verifies the report of an earlier attempt by its bundle before anything else of its artifact is inflated. Any job
 * may upload an artifact of this name, or a report that was signed for another run or in another repository. The
 * signed statement names every job's files by digest. The run manifest is inflated up to the size in the signed
 * statement, and without a signature up to LIMITS.earlierReport.
 * @throws TraceError TOO_LARGE, SCHEMA_MISMATCH, NOT_JSON or SCHEMA_MAJOR for an artifact that cannot be read so far.
 */
export const verifyEarlierReport = async (
  material: TrustMaterial,
  wanted: ReportedRun,
  artifact: OpenZip,
  issuerFor: IssuerFor = () => undefined,
): Promise<EarlierVerdict> => {
  const bundle = artifact.read(RUN_BUNDLE_FILE, LIMITS.earlierReport)
  if (bundle === undefined) return asBaseline(wanted, artifact, 'nobody signed it')
  const verified = await verifyBundle(new TextDecoder().decode(bundle), material)
  if (!verified.ok || verified.mode === 'none')
    return asBaseline(wanted, artifact, `its signature is not verified: ${firstFailure(verified.checks, 200)}`)
  const fault = findFault(verified, wanted, issuerFor)
  if (fault !== undefined) return { use: 'refused', reason: fault }
  const { statement } = verified
  const jobs = statement === undefined ? undefined : readJobsIndex(statement)
  if (statement === undefined || jobs === undefined)
    return { use: 'refused', reason: 'its signature names its jobs in no form of this version' }
  const cap = Math.min(LIMITS.runManifest, Math.max(LIMITS.earlierReport, readManifestSize(statement) ?? 0))
  const manifest = artifact.read(RUN_MANIFEST_FILE, cap)
  if (manifest === undefined || sha256Hex(manifest) !== statement.subject[0]?.digest.sha256)
    return { use: 'refused', reason: 'its signature is about another run manifest' }
  return { use: 'evidence', mode: verified.mode, jobs: jobs.flatMap(toFiles) }
}

/** Compares server, repository, run and attempt: a valid signature may cover the account of another run. */
const findFault = (
  { statement, identity }: Verified,
  wanted: ReportedRun,
  issuerFor: IssuerFor,
): string | undefined => {
  if (statement?.predicateType !== RUN_PREDICATE_TYPE) return 'its signature is about another kind of document'
  const claims = readIndexClaims(statement)
  if (claims === undefined) return 'its signature names no run in a form of this version'
  if (!isOfRun(claims, wanted)) return 'its signature is about another run'
  const failed =
    identity === undefined
      ? undefined
      : checkRunClaims(claims, identity, issuerFor(identity)).find(({ result }) => result === 'fail')
  return failed === undefined ? undefined : redactThenCut(`${failed.id}: ${failed.reason}`, 300)
}

type Named = Pick<RunClaims, 'serverUrl' | 'repositoryId' | 'runId' | 'attempt'>

const isOfRun = (claims: Named, wanted: ReportedRun): boolean =>
  (claims.serverUrl === undefined || claims.serverUrl.replace(/\/$/, '') === wanted.serverUrl) &&
  claims.repositoryId === wanted.repositoryId &&
  claims.runId === wanted.runId &&
  claims.attempt === String(wanted.attempt)

/** Returns an unsigned account as a baseline for comparison. Its content proves nothing and is not used as evidence. */
const asBaseline = (wanted: ReportedRun, artifact: OpenZip, why: string): EarlierVerdict => {
  const bytes = artifact.read(RUN_MANIFEST_FILE, LIMITS.earlierReport)
  if (bytes === undefined) throw new TraceError('SCHEMA_MISMATCH', `the artifact holds no ${RUN_MANIFEST_FILE}`)
  const { value } = readRunManifest(bytes)
  return isOfRun(toNamed(value), wanted)
    ? { use: 'baseline', reason: why }
    : { use: 'refused', reason: 'an account of another run' }
}

const toNamed = ({ run }: RunManifest): Named => ({
  serverUrl: run.serverUrl?.value,
  repositoryId: run.repositoryId.value,
  runId: run.runId.value,
  attempt: String(run.attempt.value),
})

const toFiles = ({ files: [manifest, bundle] }: IndexedJob): readonly CoveredFiles[] =>
  manifest === undefined
    ? []
    : [{ manifest: toFile(manifest), bundle: bundle === undefined ? undefined : toFile(bundle) }]

const toFile = ({ name, digest }: IndexedJob['files'][number]): RunFile => ({ name, sha256: digest.sha256 })
