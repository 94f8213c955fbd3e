import type { RunClient } from '../github/rest/client.ts'
import { readFileAt } from '../github/rest/contents.ts'
import { gapOfRefusal } from '../github/rest/refusal-gap.ts'
import type { RunFacts } from '../github/rest/workflow-run.ts'
import { sha256Hex } from '../io/digest.ts'
import type { JobManifest } from '../schema/job/job-manifest.ts'
import type { ObservedRun, RunObservation } from '../schema/observed/run-observation.ts'
import type { Gap } from '../schema/values/fact.ts'
import { type CommitChoice, rankCommits } from '../workflow/choose-commit.ts'
import { type CalledWorkflow, shaOfCalled } from '../workflow/plan/call-reference.ts'
import type { LoadCalled } from '../workflow/plan/called-files.ts'
import { type PlanContexts, readWorkflowPlan } from '../workflow/plan/read-plan.ts'
import { toObservedRun } from './read-attempts.ts'
import { GIVEN_WORKFLOW, type Subject } from './subject.ts'

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
  /** Digest of the file's bytes. */
  readonly digest: string
}

/** Reads a file at a commit. Each file is read once, however many jobs share it. */
export type ReadFile = (repository: string, path: string, ref: string) => ReturnType<typeof readFileAt>

export const createFileReader = (client: RunClient): ReadFile => {
  const files = new Map<string, ReturnType<typeof readFileAt>>()
  return (repository, path, ref) => {
    const key = `${repository.toLowerCase()} ${path} ${ref}`
    const file = files.get(key) ?? readFileAt(client, repository, path, ref)
    files.set(key, file)
    return file
  }
}

/** The evidence that selects the commit of the workflow file. */
export type CommitEvidence = {
  readonly subject: Subject
  readonly facts: RunFacts
  readonly manifests: ReadonlyMap<string, JobManifest>
  /** The commit that the verified certificates of the attempt agree on. */
  readonly certificateSha: string | undefined
}

/** Builds the evidence of the run itself, before any manifest was read. */
export const withoutManifests = (subject: Subject, facts: RunFacts): CommitEvidence => ({
  subject,
  facts,
  manifests: new Map(),
  certificateSha: undefined,
})

/**
 * Reads the plan from the run's workflow file, at the best commit that can be read. Called files are read in parallel,
 * at the commits that the run's own answer names.
 */
export const readWorkflow = async (read: ReadFile, given: CommitEvidence): Promise<WorkflowRead> => {
  const evidence = withRunner(given)
  const { subject, facts } = evidence
  const referenced = referencedIn(facts)
  const candidates = listCandidates(evidence, referenced)
  if (candidates.length === 0) return { read: undefined, files: [], gaps: [NO_FILE] }
  const refusals: Gap[] = []
  const files: WorkflowFile[] = []
  for (const { choice, ref } of candidates) {
    const [file] = await Promise.all([
      read(subject.repository, choice.path, ref),
      ...referenced.flatMap(one => beginCalled(read, one)),
    ])
    if (!file.ok) {
      refusals.push({ ...gapOfRefusal('workflow', file), source: 'workflow-file' })
      continue
    }
    files.push(...fileAt(`${subject.repository}/${choice.path}`, choice.inferred ? undefined : choice.sha, file.bytes))
    const plan = await readWorkflowPlan(
      { repository: subject.repository, path: choice.path, ref, content: decode(file.bytes) },
      loadCalledWith(read, referenced, files),
      toPlanContexts(subject, toObservedRun(subject, facts)),
    )
    const found = plan.value === undefined ? undefined : { plan: plan.value, choice }
    return { read: found, files, gaps: [...refusals, ...plan.gaps] }
  }
  return { read: undefined, files, gaps: refusals }
}

/**
 * Starts to read the files that `readWorkflow` will need while the manifests still load. For a pull request the
 * manifests name another commit, because the workflow file is not at the head commit.
 */
export const beginWorkflow = async (read: ReadFile, given: CommitEvidence): Promise<void> => {
  const evidence = withRunner(given)
  const referenced = referencedIn(evidence.facts)
  const [best] = listCandidates(evidence, referenced)
  if (best === undefined) return
  await Promise.all([
    read(evidence.subject.repository, best.choice.path, best.ref),
    ...referenced.flatMap(one => beginCalled(read, one)),
  ])
}

/**
 * Adds the runner's path and event for the report's own run, so that a refused answer about the run does not matter.
 */
const withRunner = (evidence: CommitEvidence): CommitEvidence => {
  const { subject, facts } = evidence
  if (subject.kind === 'other-run' || subject.workflowSha === undefined) return evidence
  const { path = pathIn(subject.repository, subject.workflowRef), event = subject.event } = facts
  return { ...evidence, facts: { ...facts, path, event } }
}

/** `owner/name/<path>@<ref>` */
const pathIn = (repository: string, workflowRef = ''): string | undefined => {
  const [file = ''] = workflowRef.split('@', 1)
  return file.toLowerCase().startsWith(`${repository.toLowerCase()}/`) ? file.slice(repository.length + 1) : undefined
}

const referencedIn = ({ referenced = [] }: RunFacts): readonly CalledWorkflow[] =>
  referenced.flatMap(({ path, sha, ref }) => (sha === undefined ? [] : [{ path, sha, ref }]))

/**
 * Starts to read a called file by `owner/repo/.github/workflows/x.yml@ref`. A path of another form is read when the
 * plan needs it.
 */
const beginCalled = (read: ReadFile, { path, sha }: CalledWorkflow): readonly ReturnType<ReadFile>[] => {
  const [, repository, file] = CALLED.exec(path) ?? []
  return repository === undefined || file === undefined ? [] : [read(repository, file, sha)]
}

const CALLED = /^([\w.-]{1,100}\/[\w.-]{1,100})\/(\.github\/workflows\/[^/@]{1,250}\.ya?ml)@/

/**
 * The gap for a workflow that GitHub made itself (`dynamic/…`), and for an answer from before 2022, which names no
 * file.
 */
const NO_FILE: Gap = {
  field: 'workflow',
  reason: 'not-provided',
  source: 'workflow-file',
  detail: 'the run names no workflow file',
}

const listCandidates = (
  { subject, facts, manifests: byJob, certificateSha }: CommitEvidence,
  referenced: readonly CalledWorkflow[],
): readonly CommitChoice[] => {
  const run = toObservedRun(subject, facts)
  const manifests = [...byJob.values()]
  const ownSha = subject.kind === 'own-run' ? subject.workflowSha : undefined
  const ranked = rankCommits({
    repository: subject.repository,
    path: facts.path,
    event: run.event,
    headSha: run.headSha,
    // The runner's value comes before the values of the jobs.
    workflowShas:
      ownSha === undefined ? manifests.flatMap(manifest => manifest.run.workflowSha?.value ?? []) : [ownSha],
    certificateSha,
    referenced,
    baseBranch: manifests.map(manifest => manifest.run.baseRef?.value).find(ref => ref !== undefined),
    defaultBranch: facts.defaultBranch,
  })
  if (subject.kind === 'own-run' || subject.hasGivenWorkflow !== true) return ranked
  // The folder holds one file, whatever commit it is from. The commit only selects the files it calls.
  const path = run.path ?? GIVEN_WORKFLOW
  return [{ choice: { path, by: 'given', inferred: true }, ref: ranked[0]?.ref ?? run.headSha ?? 'HEAD' }]
}

const loadCalledWith =
  (read: ReadFile, referenced: readonly CalledWorkflow[], files: WorkflowFile[]): LoadCalled =>
  async file => {
    const ref = shaOfCalled(referenced, file) ?? file.ref
    if (ref === undefined) return { kind: 'unread', reason: 'not-found' }
    const answer = await read(file.repository, file.path, ref)
    if (!answer.ok) return { kind: 'unread', reason: answer.reason }
    files.push(...fileAt(`${file.repository}/${file.path}`, ref, answer.bytes))
    return { kind: 'text', content: decode(answer.bytes), ref }
  }

/** The file is listed only at a commit: a branch or a tag may point to another file later. */
const fileAt = (path: string, sha: string | undefined, bytes: Uint8Array): readonly WorkflowFile[] =>
  sha !== undefined && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(sha)
    ? [{ path, sha, digest: `sha256:${sha256Hex(bytes)}` }]
    : []

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/**
 * Builds the `github` context as far as the answers give it. Only a job knows `sha`, `ref` and a pull request's branch
 * names.
 */
const toPlanContexts = (subject: Subject, run: ObservedRun): PlanContexts => {
  const known: Readonly<Record<string, string | undefined>> = {
    server_url: subject.serverUrl,
    repository: subject.repository,
    repository_owner: subject.repository.split('/')[0],
    run_id: subject.runId,
    run_number: run.number === undefined ? undefined : String(run.number),
    run_attempt: String(run.attempt),
    event_name: run.event,
    workflow: run.workflow,
    ...(run.event === 'push' ? { ref_name: run.headBranch, sha: run.headSha } : {}),
    head_ref: run.event === 'pull_request' || run.event === 'pull_request_target' ? run.headBranch : undefined,
  }
  const github = Object.fromEntries(Object.entries(known).flatMap(([key, value]) => (value ? [[key, value]] : [])))
  return { github, inputs: HAVE_INPUTS.has(run.event ?? '') ? undefined : {} }
}

/** Events that may give a run inputs. No answer of the API gives the inputs. */
const HAVE_INPUTS: ReadonlySet<string> = new Set(['', 'workflow_dispatch', 'workflow_call', 'repository_dispatch'])
