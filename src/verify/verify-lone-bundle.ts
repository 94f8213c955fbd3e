import type { Check } from '../schema/run/run-manifest.ts'
import { JOB_PREDICATE_TYPE, OUR_PREDICATE_TYPES } from '../signing/predicate-types.ts'
import { type TrustMaterial, type Verified, verifyBundle } from './bundle/verify-bundle.ts'
import { checkRunClaims } from './documents/claims.ts'
import { checkJobsForm } from './documents/index-checks.ts'
import { readIndex, readPredicateClaims } from './documents/predicate.ts'
import { checkArtifact, notCompared } from './expected/bound-artifact.ts'
import { checkExpectations, type Expectations } from './expected/expectations.ts'
import type { PlatformChoice } from './platform/platform.ts'
import { checkJobOnPlatform, none } from './platform/platform-job-checks.ts'
import { checkRunOnPlatform, toAddress } from './platform/platform-run-checks.ts'
import { fail, notApplicable, pass } from './verdict.ts'
import type { Section } from './verification.ts'

/**
 * Verifies a lone bundle: the signer, and whether the statement's claims agree with the certificate. The claims of
 * GitHub's provenance are compared even if its type was not requested, since a contradiction is relevant to the caller.
 */
export const verifyLoneBundle = async (
  text: string,
  subject: string,
  material: TrustMaterial,
  expected: Expectations,
  platform: PlatformChoice,
): Promise<{ readonly section: Section; readonly main: Verified }> => {
  const types = expected.predicateType === undefined ? undefined : [expected.predicateType]
  const main = await verifyBundle(text, material, types)
  const checks = [
    ...main.checks,
    ...(main.statement === undefined ? [] : checkPredicate(main, expected)),
    ...(expected.artifact === undefined ? [notCompared(main.statement)] : []),
    ...(main.ok ? await askPlatform(main, platform) : []),
    ...(main.payload === undefined ? [] : checkExpectations(expected, main)),
    ...checkArtifact(expected, main.statement),
  ]
  return { section: { subject, checks }, main }
}

const checkPredicate = (main: Verified, expected: Expectations): readonly Check[] => {
  const { statement } = main
  const claims = statement === undefined ? undefined : readPredicateClaims(statement)
  // A type of this project must match its schema in every case. The form of other types is not known.
  const isOurs = statement !== undefined && OUR_PREDICATE_TYPES.includes(statement.predicateType)
  if (claims === undefined)
    return [
      expected.predicateType === undefined || isOurs
        ? fail('predicate', 'the predicate is not in the form of this version')
        : notApplicable('predicate', 'what this type claims is not known here: no claim was compared'),
    ]
  const jobs = statement === undefined || !isOurs ? [] : checkJobsForm(statement)
  if (main.identity === undefined) return [notApplicable('predicate', 'a key confirms no claim'), ...jobs]
  return [
    pass('predicate', `names run ${claims.runId} of ${claims.repository}`),
    ...jobs,
    ...checkRunClaims(claims, main.identity, expected.issuer),
  ]
}

const askPlatform = async (main: Verified, platform: PlatformChoice): Promise<readonly Check[]> => {
  const { statement } = main
  const claims = statement === undefined ? undefined : readPredicateClaims(statement)
  if (statement === undefined || claims === undefined) return none(['api-run'], 'the statement names no run')
  const run = await checkRunOnPlatform(platform, claims, undefined)
  if (statement.predicateType !== JOB_PREDICATE_TYPE) return run
  const job = await checkJobOnPlatform(platform, {
    ...toAddress(claims),
    jobId: readIndex(statement)?.job?.id,
    digestHex: statement.subject[0]?.digest.sha256 ?? '',
    signedAt: main.signedAt,
    manifest: undefined,
    reported: undefined,
  })
  return [...run, ...job]
}
