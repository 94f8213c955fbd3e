import type { Check } from '../../schema/run/run-manifest.ts'
import type { CheckId } from '../check.ts'
import { fail, notApplicable, pass } from '../check.ts'

/**
 * The source of a run that the caller expects. The names are those of `gh attestation verify` if it has them (cli/cli
 * pkg/cmd/attestation/verify/verify.go).
 */
export type SourceExpectations = {
  /** `refs/heads/main` */
  readonly sourceRef?: string | undefined
  /** Commit of the source. */
  readonly sourceDigest?: string | undefined
  /** `push` */
  readonly event?: string | undefined
  /** Commit of the workflow file that signed. */
  readonly signerDigest?: string | undefined
  readonly repositoryId?: string | undefined
  readonly ownerId?: string | undefined
  /** Accept only runners that GitHub hosts. */
  readonly denySelfHostedRunners?: boolean | undefined
}

/** The known values of the source, and their origin. */
export type Source = {
  readonly by: string
  readonly ref: string | undefined
  readonly digest: string | undefined
  readonly event: string | undefined
  readonly signerDigest: string | undefined
  readonly repositoryId: string | undefined
  readonly ownerId: string | undefined
  readonly runner: string | undefined
}

/** Compares every expected value. */
export const checkSource = (expected: SourceExpectations, source: Source): readonly Check[] => [
  checkExpected('expected-source-ref', expected.sourceRef, source.ref, source.by),
  checkExpected('expected-source-digest', expected.sourceDigest?.toLowerCase(), source.digest, source.by),
  checkExpected('expected-event', expected.event, source.event, source.by),
  checkExpected('expected-signer-digest', expected.signerDigest?.toLowerCase(), source.signerDigest, 'certificate'),
  checkExpected('expected-repository-id', expected.repositoryId, source.repositoryId, source.by),
  checkExpected('expected-owner-id', expected.ownerId, source.ownerId, source.by),
  checkExpected(
    'expected-runner',
    expected.denySelfHostedRunners === true ? 'github-hosted' : undefined,
    source.runner,
    'certificate',
  ),
]

/**
 * Compares one expected value with the known one. An unknown value is a failure.
 * @param by who states the known value.
 */
export const checkExpected = (
  id: CheckId,
  wanted: string | undefined,
  found: string | undefined,
  by: string,
  holds: (wanted: string) => boolean = value => value === found,
): Check => {
  if (wanted === undefined) return notApplicable(id, 'not asked')
  if (found === undefined) return fail(id, `wanted ${wanted}, the ${by} names none`)
  return holds(wanted) ? pass(id, `${found}, by the ${by}`) : fail(id, `wanted ${wanted}, the ${by} says ${found}`)
}
