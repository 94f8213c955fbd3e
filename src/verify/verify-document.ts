import type { JobManifest } from '../schema/job/job-manifest.ts'
import type { Check, RunManifest } from '../schema/run/run-manifest.ts'
import { JOB_PREDICATE_TYPE, OUR_PREDICATE_TYPES, runPredicateType } from '../signing/predicate-types.ts'
import { type CertificateIdentity, type TrustMaterial, type Verified, verifyBundle } from './bundle/verify-bundle.ts'
import { fail, noneApply, notApplicable, pass } from './check.ts'
import { checkClaims, checkRunClaims, toClaims } from './documents/claims.ts'
import { checkIndex, checkJobsForm, checkJobsIndex, checkMade, checkRunSubjects } from './documents/index-checks.ts'
import { readIndex, readPredicateClaims, type Statement } from './documents/read-statement.ts'
import { checkArtifact, notCompared } from './expected/bound-artifact.ts'
import { checkCountersigner } from './expected/countersigner.ts'
import { checkExpectations, type Expectations } from './expected/expectations.ts'
import type { PlatformChoice } from './platform/platform.ts'
import { checkJobOnPlatform } from './platform/platform-job-checks.ts'
import { checkRunManifestOnPlatform, checkRunOnPlatform, toAddress } from './platform/platform-run-checks.ts'

/** A manifest as its file has it: undefined if the file is no manifest. */
type Signed<Kind, Manifest> = {
  readonly kind: Kind
  readonly manifest: Manifest | undefined
  /** SHA-256 of the file, hex; undefined if it could not be read. */
  readonly digestHex: string | undefined
}

/** The document that a bundle must be about; `unknown` for a lone bundle, of which only the statement is known. */
export type SignedDocument =
  | Signed<'job', JobManifest>
  | Signed<'run', RunManifest>
  | { readonly kind: 'unknown'; readonly manifest?: undefined }

export type JobVerification = {
  /** The checks of the bundle itself. */
  readonly verified: Verified
  /** All checks: those of the bundle, and if the signature verified, those of its content. */
  readonly checks: readonly Check[]
  /** `unverified`: the bundle proves nothing. `contradicted`: it was signed for something else. */
  readonly verdict: 'verified' | 'contradicted' | 'unverified'
}

/**
 * Verifies the bundle of one job manifest. The report and every target of the command line verify a job with this
 * function.
 * @param issuerFor the accepted issuer of a certificate; undefined for that of the claimed server.
 * @param expected the caller's expectations; undefined for a caller that compares the signer itself.
 */
export const verifyJobManifest = async (
  job: Omit<Signed<'job', JobManifest>, 'kind'>,
  bundle: Uint8Array,
  material: TrustMaterial,
  issuerFor: (identity: CertificateIdentity) => string | undefined,
  expected?: Expectations,
): Promise<JobVerification> => {
  const document = { kind: 'job', ...job } as const
  const verified = await verifyBundle(new TextDecoder().decode(bundle), material)
  const issuer = verified.identity === undefined ? undefined : issuerFor(verified.identity)
  const checks = [
    ...verified.checks,
    ...checkContent(verified, document, { issuer }),
    ...(expected === undefined ? [] : checkSigner(verified, document, expected)),
  ]
  const contradicts = checks.some(({ result }) => result === 'fail')
  return { verified, checks, verdict: !verified.ok ? 'unverified' : contradicts ? 'contradicted' : 'verified' }
}

/**
 * Checks that the statement is about the document: its kind, its index, its claims against the certificate, the bytes
 * of the manifest, and the further files that it names.
 */
export const checkContent = (
  verified: Verified,
  document: SignedDocument,
  expected: Pick<Expectations, 'issuer' | 'predicateType' | 'artifact'>,
): readonly Check[] => {
  const { statement } = verified
  if (document.kind === 'unknown')
    return [
      ...(statement === undefined ? [] : checkStatementAlone(statement, verified, expected)),
      ...(expected.artifact === undefined ? [notCompared(statement)] : []),
    ]
  if (statement === undefined) return []
  const { manifest } = document
  return [
    checkKind(statement, document),
    ...(manifest === undefined ? [] : [checkIndex(statement, manifest)]),
    ...(manifest?.kind === 'run-manifest' ? [checkJobsIndex(statement, manifest)] : []),
    ...checkSignerClaims(statement, verified.identity, manifest, expected.issuer),
    checkSubject(statement, document.digestHex),
    ...(document.kind === 'run' ? [checkRunSubjects(statement, document.manifest)] : []),
    ...(manifest?.kind === 'job-manifest' ? [checkMade(statement, manifest)] : []),
  ]
}

/** Checks that the signer, and the files of the statement, are those that the caller expects. */
export const checkSigner = (
  verified: Verified,
  { manifest }: SignedDocument,
  expected: Expectations,
): readonly Check[] =>
  verified.payload === undefined
    ? []
    : [
        ...checkExpectations(expected, verified),
        ...(manifest?.kind === 'run-manifest' ? [checkCountersigner(expected, verified, manifest)] : []),
        ...checkArtifact(expected, verified.statement, manifest),
      ]

/** Returns GitHub for a verified bundle alone: a request about unsigned content spends a token on anybody's claims. */
export const choosePlatform = (verified: Verified | undefined, choice: PlatformChoice, what: string): PlatformChoice =>
  verified?.ok === true ? choice : { notAsked: `${what} does not verify` }

/** Checks the run and the job that a document names against GitHub's own records. */
export const checkOnPlatform = async (
  choice: PlatformChoice,
  verified: Verified | undefined,
  document: SignedDocument,
): Promise<readonly Check[]> => {
  const signedAt = verified?.signedAt
  switch (document.kind) {
    case 'run': {
      const { manifest } = document
      return manifest === undefined ? [] : checkRunManifestOnPlatform(choice, toClaims(manifest), manifest, signedAt)
    }
    case 'job': {
      const { manifest, digestHex } = document
      if (manifest === undefined || digestHex === undefined) return []
      const claims = toClaims(manifest)
      const job = { ...toAddress(claims), jobId: manifest.job.id?.value, digestHex, signedAt, manifest }
      const run = await checkRunOnPlatform(choice, claims, manifest.run.headSha?.value)
      return [...run, ...(await checkJobOnPlatform(choice, job))]
    }
    case 'unknown':
      return verified?.statement === undefined ? [] : checkStatementOnPlatform(choice, verified.statement, signedAt)
  }
}

const checkStatementOnPlatform = async (
  choice: PlatformChoice,
  statement: Statement,
  signedAt: string | undefined,
): Promise<readonly Check[]> => {
  const claims = readPredicateClaims(statement)
  if (claims === undefined) return noneApply(['api-run'], 'the statement names no run')
  const run = await checkRunOnPlatform(choice, claims, undefined)
  if (statement.predicateType !== JOB_PREDICATE_TYPE) return run
  const jobId = readIndex(statement)?.job?.id
  const digestHex = statement.subject[0]?.digest.sha256 ?? ''
  return [...run, ...(await checkJobOnPlatform(choice, { ...toAddress(claims), jobId, digestHex, signedAt }))]
}

/**
 * Checks a statement without its document. The claims of GitHub's provenance are compared even if its type was not
 * requested, since a contradiction is relevant to the caller.
 */
const checkStatementAlone = (
  statement: Statement,
  verified: Verified,
  { issuer, predicateType }: Pick<Expectations, 'issuer' | 'predicateType'>,
): readonly Check[] => {
  const claims = readPredicateClaims(statement)
  // A type of this project must match its schema in every case. The form of other types is not known.
  const isOurs = OUR_PREDICATE_TYPES.includes(statement.predicateType)
  if (claims === undefined)
    return [
      predicateType === undefined || isOurs
        ? fail('predicate', 'the predicate is not in the form of this version')
        : notApplicable('predicate', 'what this type claims is not known here: no claim was compared'),
    ]
  const { identity } = verified
  return [
    identity === undefined
      ? notApplicable('predicate', 'a key confirms no claim')
      : pass('predicate', `names run ${claims.runId} of ${claims.repository}`),
    ...(isOurs ? checkJobsForm(statement) : []),
    ...(identity === undefined ? [] : checkRunClaims(claims, identity, issuer)),
  ]
}

const checkKind = (
  { predicateType }: Statement,
  { kind, manifest }: Exclude<SignedDocument, { readonly kind: 'unknown' }>,
): Check => {
  const expected = manifest?.kind === 'run-manifest' ? runPredicateType(manifest) : JOB_PREDICATE_TYPE
  const isKnown = kind === 'job' || manifest !== undefined
  return isKnown && predicateType === expected
    ? pass('statement-kind', `about a ${kind} manifest`)
    : fail('statement-kind', `not about a ${kind} manifest`)
}

/**
 * Compares the claims with the certificate. For an unreadable manifest it compares the statement's claims, which must
 * not differ either.
 */
const checkSignerClaims = (
  statement: Statement,
  identity: CertificateIdentity | undefined,
  manifest: JobManifest | RunManifest | undefined,
  issuer: string | undefined,
): readonly Check[] => {
  if (identity === undefined) return noneApply(['claim-run'], 'a key confirms no claim')
  if (manifest !== undefined) return checkClaims(manifest, identity, issuer)
  const claims = readPredicateClaims(statement)
  return claims === undefined ? [] : checkRunClaims(claims, identity, issuer)
}

/**
 * Checks that the first subject is the manifest. Only its digest counts, since subjects match by digest
 * (in-toto/attestation spec/v1).
 */
const checkSubject = ({ subject }: Statement, digestHex: string | undefined): Check => {
  const signed = subject[0]?.digest.sha256
  if (digestHex === undefined) return fail('subject', 'the manifest could not be read')
  return digestHex === signed
    ? pass('subject', `sha256:${digestHex}`)
    : fail('subject', `signed sha256:${signed ?? ''}, found sha256:${digestHex}`)
}
