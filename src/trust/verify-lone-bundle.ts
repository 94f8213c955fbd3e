import { LIMITS } from '../model/limits.ts'
import type { Check } from '../model/run-manifest.ts'
import { checkRunClaims } from './claims.ts'
import { checkExpectations, type Expectations } from './expectations.ts'
import type { PlatformChoice } from './platform.ts'
import { checkJobOnPlatform, none } from './platform-job-checks.ts'
import { addressOf, checkRunOnPlatform } from './platform-run-checks.ts'
import { readIndex, readPredicateClaims } from './predicate.ts'
import { JOB_PREDICATE_TYPE } from './predicate-types.ts'
import type { TargetFiles } from './target.ts'
import { fail, notApplicable, pass } from './verdict.ts'
import type { Verification } from './verification.ts'
import { type TrustMaterial, type Verified, verifyBundle } from './verify-bundle.ts'

/**
 * A bundle alone: who signed, and whether the statement's own words agree with the certificate. The claims of GitHub's
 * provenance are compared too, also where its type was not asked for: what contradicts its certificate is worth knowing.
 */
export const verifyLoneBundle = async (
  files: TargetFiles,
  name: string,
  material: TrustMaterial,
  expected: Expectations,
  platform: PlatformChoice,
): Promise<Verification> => {
  const file = await files.read(name, LIMITS.bundle)
  if (file.state !== 'read') {
    const reason = file.state === 'refused' ? file.reason : 'missing'
    return { sections: [{ subject: 'bundle', checks: [fail('bundle-size', reason)] }], missing: [], main: undefined }
  }
  const types = expected.predicateType === undefined ? undefined : [expected.predicateType]
  const main = await verifyBundle(new TextDecoder().decode(file.bytes), material, types)
  const subjects = main.statement?.subject.map(subject => subject.name).join(', ') ?? 'unknown files'
  const checks = [
    ...main.checks,
    ...(main.statement === undefined ? [] : checkPredicate(main, expected)),
    notApplicable('subject', `${subjects}: not compared, only the bundle was given`),
    ...(main.ok ? await askPlatform(main, platform) : []),
    ...(main.payload === undefined ? [] : checkExpectations(expected, main)),
  ]
  return { sections: [{ subject: 'bundle', checks }], missing: [], main }
}

const checkPredicate = (main: Verified, expected: Expectations): readonly Check[] => {
  const claims = main.statement === undefined ? undefined : readPredicateClaims(main.statement)
  if (claims === undefined)
    return [
      expected.predicateType === undefined
        ? fail('predicate', 'the predicate is not in the form of this version')
        : notApplicable('predicate', 'what this type claims is not known here: no claim was compared'),
    ]
  if (main.identity === undefined) return [notApplicable('predicate', 'a key confirms no claim')]
  return [
    pass('predicate', `names run ${claims.runId} of ${claims.repository}`),
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
    ...addressOf(claims),
    jobId: readIndex(statement)?.job?.id,
    digestHex: statement.subject[0]?.digest.sha256 ?? '',
    signedAt: main.signedAt,
    manifest: undefined,
    reported: undefined,
  })
  return [...run, ...job]
}
