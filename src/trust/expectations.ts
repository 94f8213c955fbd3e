import type { Check } from '../model/run-manifest.ts'
import type { CheckId } from './check-ids.ts'
import { checkTokenIssuer, issuerOf } from './issuers.ts'
import { readIndexClaims, readPredicateClaims } from './predicate.ts'
import { fail, notApplicable, pass } from './verdict.ts'
import type { Verified } from './verify-bundle.ts'

/** Whom the caller expects as signer, and of what; never taken from what is verified. */
export type Expectations = {
  /** `owner/name`, or its URL on another server than github.com. */
  readonly repo?: string | undefined
  readonly run?: string | undefined
  readonly attempt?: string | undefined
  /** `owner/repo/.github/workflows/file[@ref]`, or its URL. */
  readonly signerWorkflow?: string | undefined
  /** The token issuer, where an enterprise has its own. */
  readonly issuer?: string | undefined
  /** For a bundle by itself: another predicate type than those of this project. */
  readonly predicateType?: string | undefined
}

/** Compares the signer with the expectations. A key names no signer: what its holder says is compared, and said so. */
export const checkExpectations = (expected: Expectations, verified: Verified): readonly Check[] => {
  const known = verified.identity === undefined ? fromKeyHolder(verified) : fromCertificate(verified)
  return [
    checkIssuer(expected, verified),
    check('expected-repository', expected.repo, known, known.repository, value => {
      const wanted = withServer(value).toLowerCase()
      return known.repository?.toLowerCase() === wanted
    }),
    check('expected-run', expected.run, known, known.run, value => known.run === value),
    check('expected-attempt', expected.attempt, known, known.attempt, value => known.attempt === value),
    check('expected-signer', expected.signerWorkflow, known, known.signer, value => {
      const wanted = withServer(value)
      return known.signer === wanted || (!wanted.includes('@') && known.signer?.startsWith(`${wanted}@`) === true)
    }),
  ]
}

/**
 * Whether the caller named who must have signed. A repository names the signer of its own runs. A workflow does so only
 * where it lies in the repository whose run it was: a reusable one serves every repository that calls it. What a later
 * run collected must be vouched for by a named workflow, since any workflow of the repository could say so.
 */
export const namesSigner = (expected: Expectations, verified: Verified): boolean => {
  if (verified.mode === 'key') return true
  if (isCollected(verified)) return expected.repo !== undefined && expected.signerWorkflow !== undefined
  if (expected.repo !== undefined) return true
  const source = verified.identity?.sourceRepositoryUri
  return (
    expected.signerWorkflow !== undefined &&
    source !== undefined &&
    verified.identity?.san.startsWith(`${source}/`) === true
  )
}

type Known = {
  readonly by: string
  readonly repository?: string | undefined
  readonly run?: string | undefined
  readonly attempt?: string | undefined
  readonly signer?: string | undefined
}

/** Run and attempt are those that the statement is about: a collector's certificate names another run than that. */
const fromCertificate = (verified: Verified): Known => {
  const { identity } = verified
  const [, run, attempt] =
    /\/actions\/runs\/(\d{1,20})\/attempts\/(\d{1,5})$/.exec(identity?.runInvocationUri ?? '') ?? []
  const common = { repository: identity?.sourceRepositoryUri, signer: identity?.san }
  if (!isCollected(verified)) return { ...common, by: 'certificate', run, attempt }
  const about = verified.statement === undefined ? undefined : readIndexClaims(verified.statement)
  return { ...common, by: 'collector', run: about?.runId, attempt: about?.attempt }
}

/** Whether the statement says that a later run made it of what another run left behind. */
const isCollected = ({ statement }: Verified): boolean => {
  if (statement === undefined) return false
  const [about, by] = [readIndexClaims(statement), readPredicateClaims(statement)]
  return about !== undefined && by !== undefined && (about.runId !== by.runId || about.attempt !== by.attempt)
}

const fromKeyHolder = (verified: Verified): Known => {
  const claims = verified.statement === undefined ? undefined : readPredicateClaims(verified.statement)
  if (claims === undefined) return { by: 'key holder' }
  const server = claims.serverUrl ?? 'https://github.com'
  return { by: 'key holder', repository: `${server}/${claims.repository}`, run: claims.runId, attempt: claims.attempt }
}

/**
 * Other services than GitHub get certificates of the same authority, and write a repository of GitHub's into the same
 * extension (sigstore/fulcio config/identity/config.yaml), so a repository proves nothing without the issuer.
 */
const checkIssuer = (expected: Expectations, { identity }: Verified): Check => {
  if (identity === undefined) return notApplicable('expected-issuer', 'a key has no issuer')
  const named = expected.repo ?? expected.signerWorkflow
  const server = named === undefined ? (identity.sourceRepositoryUri ?? '') : withServer(named)
  return checkTokenIssuer('expected-issuer', expected.issuer ?? issuerOf(server), server, identity.issuer)
}

const check = (
  id: CheckId,
  wanted: string | undefined,
  known: Known,
  value: string | undefined,
  holds: (wanted: string) => boolean,
): Check => {
  if (wanted === undefined) return notApplicable(id, 'not asked')
  if (value === undefined) return fail(id, `wanted ${wanted}, the ${known.by} names none`)
  return holds(wanted)
    ? pass(id, `${value}, by the ${known.by}`)
    : fail(id, `wanted ${wanted}, the ${known.by} says ${value}`)
}

const withServer = (value: string): string => (value.includes('://') ? value : `https://github.com/${value}`)
