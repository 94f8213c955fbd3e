import type { RunClient } from '../../github/rest/client.ts'
import { readFileAt } from '../../github/rest/contents.ts'
import { gapOfRefusal } from '../../github/rest/refusal-gap.ts'
import type { RunFacts } from '../../github/rest/workflow-run.ts'
import { sha256Hex } from '../../io/digest.ts'
import type { JobManifest } from '../../schema/job/job-manifest.ts'
import type { ObservedRun, RunObservation } from '../../schema/observed/run-observation.ts'
import type { Gap } from '../../schema/values/fact.ts'
import { type CommitChoice, rankCommits } from '../../workflow/choose-commit.ts'
import { type CalledWorkflow, shaOfCalled } from '../../workflow/plan/call-reference.ts'
import type { LoadCalled } from '../../workflow/plan/called-files.ts'
import { type PlanContexts, readWorkflowPlan } from '../../workflow/plan/read-plan.ts'
import { GIVEN_WORKFLOW, type RunRequest } from './question.ts'

export type WorkflowRead = {
  readonly read: RunObservation['workflow']
  /** Files that were read at a known commit. */
  readonly files: readonly WorkflowFile[]
  readonly gaps: readonly Gap[]
}

export type WorkflowFile = {
  /** `owner/repo/.github/workflows/x.yml` */
  readonly path: string
  readonly sha: string
  /** Of its bytes. */
  readonly digest: string
}

/**
 * The plan in the run's workflow file, at the best commit that can be read. Files it calls are read at the commits that
 * the run's own answer names.
 */
export const readWorkflow = async (
  client: RunClient,
  question: RunRequest,
  run: ObservedRun,
  facts: RunFacts,
  manifests: ReadonlyMap<string, JobManifest>,
): Promise<WorkflowRead> => {
  const referenced = (facts.referenced ?? []).flatMap(({ path, sha, ref }) =>
    sha === undefined ? [] : [{ path, sha, ...(ref === undefined ? {} : { ref }) }],
  )
  const candidates = candidatesOf(question, run, facts, [...manifests.values()], referenced)
  if (candidates.length === 0) return { read: undefined, files: [], gaps: [NO_FILE] }
  const refusals: Gap[] = []
  const files: WorkflowFile[] = []
  for (const { choice, ref } of candidates) {
    const file = await readFileAt(client, question.repository, choice.path, ref)
    if (!file.ok) {
      refusals.push({ ...gapOfRefusal('workflow', file), source: 'workflow-file' })
      continue
    }
    files.push(...fileAt(`${question.repository}/${choice.path}`, choice.inferred ? undefined : choice.sha, file.bytes))
    const plan = await readWorkflowPlan(
      { repository: question.repository, path: choice.path, ref, content: decode(file.bytes) },
      loadCalledWith(client, referenced, files),
      contextsOf(question, run),
    )
    const read = plan.facts === undefined ? undefined : { plan: plan.facts, choice }
    return { read, files, gaps: [...refusals, ...plan.gaps] }
  }
  return { read: undefined, files, gaps: refusals }
}

/** A workflow that GitHub made itself (`dynamic/…`), or an answer of before 2022, which names no file. */
const NO_FILE: Gap = {
  field: 'workflow',
  reason: 'not-provided',
  source: 'workflow-file',
  detail: 'the run names no workflow file',
}

const candidatesOf = (
  { given, repository }: RunRequest,
  run: ObservedRun,
  facts: RunFacts,
  manifests: readonly JobManifest[],
  referenced: readonly CalledWorkflow[],
): readonly CommitChoice[] => {
  const ranked = rankCommits({
    repository,
    path: facts.path,
    event: run.event,
    headSha: run.headSha,
    workflowShas: [given?.workflowSha, ...manifests.map(manifest => manifest.run.workflowSha?.value)].filter(
      sha => sha !== undefined,
    ),
    certificateSha: given?.certificateSha,
    referenced,
    baseBranch: manifests.map(manifest => manifest.run.baseRef?.value).find(ref => ref !== undefined),
    defaultBranch: facts.defaultBranch,
  })
  if (given?.workflowFile !== true) return ranked
  // One file is there, whichever commit it is of; the commit only leads to the files it calls.
  const path = run.path ?? GIVEN_WORKFLOW
  return [{ choice: { path, by: 'given', inferred: true }, ref: ranked[0]?.ref ?? run.headSha ?? 'HEAD' }]
}

const loadCalledWith =
  (client: RunClient, referenced: readonly CalledWorkflow[], files: WorkflowFile[]): LoadCalled =>
  async file => {
    const ref = shaOfCalled(referenced, file) ?? file.ref
    if (ref === undefined) return { kind: 'unread', reason: 'not-found' }
    const answer = await readFileAt(client, file.repository, file.path, ref)
    if (!answer.ok) return { kind: 'unread', reason: answer.reason }
    files.push(...fileAt(`${file.repository}/${file.path}`, ref, answer.bytes))
    return { kind: 'text', content: decode(answer.bytes), ref }
  }

/** A branch or a tag names another file tomorrow. */
const fileAt = (path: string, sha: string | undefined, bytes: Uint8Array): readonly WorkflowFile[] =>
  sha !== undefined && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(sha)
    ? [{ path, sha, digest: `sha256:${sha256Hex(bytes)}` }]
    : []

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** What the answers tell of the `github` context. `sha`, `ref` and the names of a pull request's branches only a job knows. */
const contextsOf = (question: RunRequest, run: ObservedRun): PlanContexts => {
  const known: Readonly<Record<string, string | undefined>> = {
    server_url: question.serverUrl,
    repository: question.repository,
    repository_owner: question.repository.split('/')[0],
    run_id: question.runId,
    run_number: run.number === undefined ? undefined : String(run.number),
    run_attempt: String(run.attempt),
    event_name: run.event,
    workflow: run.workflow,
    ...(run.event === 'push' ? { ref_name: run.headBranch, sha: run.headSha } : {}),
    ...(run.event === 'pull_request' || run.event === 'pull_request_target' ? { head_ref: run.headBranch } : {}),
  }
  const github = Object.fromEntries(Object.entries(known).flatMap(([key, value]) => (value ? [[key, value]] : [])))
  return { github, ...(HAVE_INPUTS.has(run.event ?? '') ? {} : { inputs: {} }) }
}

/** Events whose runs may have inputs, which no answer tells. */
const HAVE_INPUTS: ReadonlySet<string> = new Set(['', 'workflow_dispatch', 'workflow_call', 'repository_dispatch'])
