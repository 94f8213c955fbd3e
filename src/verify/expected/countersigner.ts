import { isWorkflow } from '../../core/repository-name.ts'
import type { Check, RunManifest } from '../../schema/run/run-manifest.ts'
import type { Verified } from '../bundle/verify-bundle.ts'
import { fail, notApplicable, pass } from '../verdict.ts'

/**
 * The workflow that may sign for jobs which did not sign themselves, unless the caller names another: the report workflow of
 * the repository that published this program. `npm run set-owner` writes its owner here.
 */
export const COUNTERSIGNER = 'OWNER/pipeline-trace/.github/workflows/report.yml'

export type CountersignerExpectation = {
  /** `owner/repo/.github/workflows/file[@ref]`, or its URL; never taken from what is verified. */
  readonly countersigner?: string | undefined
  readonly signerWorkflow?: string | undefined
}

/** Who was expected to countersign, and whether that was the caller's own word. */
export type ExpectedCountersigner = { readonly workflow: string; readonly isDefault: boolean }

export const expectedCountersigner = ({
  countersigner,
  signerWorkflow,
}: CountersignerExpectation): ExpectedCountersigner => ({
  workflow: countersigner ?? signerWorkflow ?? COUNTERSIGNER,
  isDefault: countersigner === undefined && signerWorkflow === undefined,
})

/**
 * Whether the report that speaks for jobs without a signature of their own is signed by the workflow that may. Another one
 * fails where the caller named who may. Against the default it is said and no failure: a repository may run the report in
 * a workflow of its own, which `--repo` has answered for.
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
