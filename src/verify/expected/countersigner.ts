import { isWorkflow } from '../../core/repository-name.ts'
import type { Check, RunManifest } from '../../schema/run/run-manifest.ts'
import type { Verified } from '../bundle/verify-bundle.ts'
import { fail, notApplicable, pass } from '../check.ts'

/**
 * The workflow that may sign for jobs without their own signature, unless the caller names another: the report workflow
 * of the repository that published this program. `npm run set-owner` writes its owner here.
 */
export const COUNTERSIGNER = 'OWNER/pipeline-trace/.github/workflows/report.yml'

export type CountersignerExpectation = {
  /** `owner/repo/.github/workflows/file[@ref]`, or its URL; never taken from the verified files. */
  readonly countersigner?: string | undefined
  readonly signerWorkflow?: string | undefined
}

/** The expected countersigner, and whether the caller named it. */
export type ExpectedCountersigner = { readonly workflow: string; readonly isDefault: boolean }

export const expectedCountersigner = ({
  countersigner,
  signerWorkflow,
}: CountersignerExpectation): ExpectedCountersigner => ({
  workflow: countersigner ?? signerWorkflow ?? COUNTERSIGNER,
  isDefault: countersigner === undefined && signerWorkflow === undefined,
})

/**
 * Checks that the allowed workflow signed the report that covers jobs without their own signature. Another workflow is
 * a failure if the caller named the allowed one. A difference from the default is reported without a failure: a
 * repository may run the report in its own workflow, which the check of `--repo` covers.
 */
export const checkCountersigner = (
  expected: CountersignerExpectation,
  verified: Verified,
  { jobs }: RunManifest,
): Check => {
  const id = 'expected-countersigner'
  const { workflow, isDefault } = expectedCountersigner(expected)
  const covered = jobs.filter(({ signature }) => signature.by === 'report' || signature.by === 'collector')
  if (covered.length === 0) return notApplicable(id, `nothing is countersigned; ${workflow} could have`)
  const signer = verified.identity?.san
  if (signer === undefined) return notApplicable(id, 'a key names no workflow')
  const wanted = workflow.includes('://') ? workflow : `https://github.com/${workflow}`
  if (isWorkflow(wanted, signer)) return pass(id, `${covered.length} jobs, by ${signer}`)
  const differing = `${covered.length} jobs are countersigned by ${signer}, expected ${workflow}`
  return isDefault
    ? notApplicable(id, `${differing} (the default; --countersigner names another)`)
    : fail(id, differing)
}
