import * as z from 'zod/mini'
import type { Check } from '../model/run-manifest.ts'
import { text } from '../model/scalar.ts'
import type { RunClaims } from '../trust/claims.ts'
import type { Statement } from '../trust/statement-reading.ts'
import { fail, notApplicable, pass } from '../trust/verdict.ts'
import type { Verified } from '../trust/verify-bundle.ts'

/** Whom the caller expects as signer; given on the command line only. */
export type Expectations = {
  readonly repo?: string | undefined
  readonly run?: string | undefined
  readonly attempt?: string | undefined
  readonly signerWorkflow?: string | undefined
}

/** Compares the signer with the expectations. A key names no signer: what its holder says is compared, and said so. */
export const checkExpectations = (expected: Expectations, verified: Verified): readonly Check[] => {
  const known = verified.identity === undefined ? fromKeyHolder(verified) : fromCertificate(verified.identity)
  return [
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

/** Whether a signer was named at all: a run number alone names nobody. */
export const namesSigner = (expected: Expectations): boolean =>
  expected.repo !== undefined || expected.signerWorkflow !== undefined

type Known = {
  readonly by: string
  readonly repository?: string | undefined
  readonly run?: string | undefined
  readonly attempt?: string | undefined
  readonly signer?: string | undefined
}

const fromCertificate = (identity: NonNullable<Verified['identity']>): Known => {
  const [, run, attempt] =
    /\/actions\/runs\/(\d{1,20})\/attempts\/(\d{1,5})$/.exec(identity.runInvocationUri ?? '') ?? []
  return { by: 'certificate', repository: identity.sourceRepositoryUri, run, attempt, signer: identity.san }
}

const fromKeyHolder = (verified: Verified): Known => {
  const claims = verified.statement === undefined ? undefined : readPredicateClaims(verified.statement)
  if (claims === undefined) return { by: 'key holder' }
  const server = claims.serverUrl ?? 'https://github.com'
  return { by: 'key holder', repository: `${server}/${claims.repository}`, run: claims.runId, attempt: claims.attempt }
}

const check = (
  id: string,
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

const claim = z.optional(text(1_024))
const predicate = z.object({
  run: z.object({
    serverUrl: claim,
    repository: text(300),
    repositoryId: text(20),
    runId: text(20),
    runAttempt: text(20),
    event: claim,
    ref: claim,
    sha: claim,
    workflowRef: claim,
    workflowSha: claim,
  }),
})

/** What a statement of ours says about its run; undefined for a predicate of another form. */
export const readPredicateClaims = (statement: Statement): RunClaims | undefined => {
  const parsed = z.safeParse(predicate, statement.predicate)
  if (!parsed.success) return undefined
  const { runAttempt, ...run } = parsed.data.run
  return { ...run, attempt: runAttempt }
}
