import { isString } from '#workflow-parser'
import { LIMITS } from '../../core/limits.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import type { PlannedJob, WorkflowPlan } from '../../schema/observed/workflow-plan.ts'
import { type Gap, gapFrom, type Reading } from '../../schema/values/fact.ts'
import { createEvaluate, type Evaluate } from '../known-value.ts'
import { type ParsedFile, parseFile } from '../parse-file.ts'
import { toText } from '../template-value.ts'
import { callInputs, commonInputs, runInputs } from './call-inputs.ts'
import { type FileAddress, parseCallReference, toAddress } from './call-reference.ts'
import { addressKey, type CalledFile, createCalledFiles, type LoadCalled } from './called-files.ts'
import { listCrons } from './crons.ts'
import { groupText, planJob } from './plan-job.ts'
import { type Job, type JobLegs, planLegs, type Scope } from './plan-legs.ts'

export type WorkflowFileText = FileAddress & { readonly content: string }

/** The known facts of the run for names and environments. */
export type PlanContexts = {
  /** By lower-case name. A missing property is unknown, never empty. */
  readonly github: Readonly<Record<string, string>>
  /** All inputs of the run, `{}` for an event that has none; undefined if they are not known. */
  readonly inputs?: Readonly<Record<string, unknown>> | undefined
}

/**
 * Builds the plan of a workflow file and the files it calls. The first file is the run's own. A part that cannot be
 * read or evaluated stays open in the plan and is named in a gap.
 */
export const readWorkflowPlan = async (
  file: WorkflowFileText,
  loadCalled: LoadCalled,
  contexts: PlanContexts,
): Promise<Reading<WorkflowPlan | undefined>> => {
  const parsed = await parseFile(file.path, file.content)
  if (parsed.kind === 'unread') return { value: undefined, gaps: [gap('workflow', parsed.reason)] }
  const inputs = runInputs(contexts.inputs, parsed.on)
  const planning: Planning = {
    github: contexts.github,
    evaluate: createEvaluate(),
    calledFile: createCalledFiles(loadCalled),
    jobs: [],
    gaps: [],
    count: { instances: 0, isCut: false },
  }
  const { repository, path, ref } = file
  const place = { id: '', field: 'workflow', address: { repository, path, ref }, chain: [] }
  await planFile(planning, parsed, place, { callers: [{ scope: [], inputs }], anyScope: [], anyInputs: inputs })
  const cut = planning.count.isCut
    ? [gap('workflow.jobs', 'too-large', `a plan has at most ${LIMITS.planJobs} jobs`)]
    : []
  const spent = planning.evaluate.isSpent() ? [gap('workflow.expressions', 'budget')] : []
  return {
    value: {
      name: parsed.name,
      jobs: planning.jobs,
      lines: listLines(parsed),
      crons: listCrons(parsed.on),
      hasConcurrency: parsed.template.concurrency !== undefined,
      group: groupText(parsed.template.concurrency),
    },
    gaps: [...cut, ...spent, ...planning.gaps].slice(0, LIMITS.gaps),
  }
}

/** The parser counts lines from 1 (actions/languageservices workflow-parser/src/templates/tokens/token-range.ts). */
const listLines = ({ template }: Template): ReadonlyMap<string, number> =>
  new Map(
    (template.jobs ?? []).slice(0, LIMITS.planJobs).flatMap(job => {
      const line =
        job.type === 'job' ? job.id.range?.start.line : (job.ref.range?.start.line ?? job.id.range?.start.line)
      return line === undefined ? [] : [[job.id.value, line] as const]
    }),
  )

type Planning = {
  readonly github: PlanContexts['github']
  readonly evaluate: Evaluate
  readonly calledFile: (file: FileAddress) => Promise<CalledFile>
  readonly jobs: PlannedJob[]
  readonly gaps: Gap[]
  readonly count: { instances: number; isCut: boolean }
}

/** The position of a file in the plan: the plan id of the job that calls it, and the files above it. */
type Place = {
  readonly id: string
  readonly field: string
  readonly address: FileAddress
  readonly chain: readonly string[]
}

type Template = Extract<ParsedFile, { kind: 'parsed' }>

/** Adds the jobs of one file in their order; the jobs of a called file follow their caller. */
const planFile = async (planning: Planning, file: Template, place: Place, scope: Scope): Promise<void> => {
  if (file.errors > 0)
    planning.gaps.push(gap(place.field, 'malformed', `GitHub's parser names ${file.errors} errors in the file`))
  const jobs = file.template.jobs ?? []
  const inner = { ...place, chain: [...place.chain, addressKey(place.address)] }
  const called = await readCalls(planning, jobs, inner)
  const keys = new Set(jobs.map(({ id }) => id.value))
  for (const job of jobs) {
    if (planning.jobs.length >= LIMITS.planJobs) {
      planning.count.isCut = true
      return
    }
    const id = planId(place, job.id.value)
    const call = called.get(job)
    const legs = listJobLegs(planning, job, id, scope)
    planning.jobs.push(
      planJob(
        job,
        legs,
        {
          id,
          caller: place.id === '' ? undefined : place.id,
          needs: [...new Set(listNeeds(job))].filter(key => keys.has(key)).map(key => planId(place, key)),
          kind: job.type === 'job' ? 'runs' : call?.parsed.kind === 'parsed' ? 'calls' : 'unread-call',
          anyScope: scope.anyScope,
          reads: file.reads.get(job.id.value),
          calledGroup: call?.parsed.kind === 'parsed' ? groupText(call.parsed.template.concurrency) : undefined,
        },
        planning.evaluate,
      ),
    )
    if (job.type === 'job' || call === undefined) continue
    const field = redactThenCut(`workflow.calls.${id}`, 200)
    if (call.parsed.kind === 'unread') planning.gaps.push(gap(field, call.parsed.reason))
    else
      await planFile(
        planning,
        call.parsed,
        { id, field, address: call.address, chain: inner.chain },
        calledScope(planning, job, call.parsed, legs),
      )
  }
}

const planId = ({ id }: Place, key: string): string => (id === '' ? key : `${id}/${key}`)

const listNeeds = (job: Job): readonly string[] => (job.needs ?? []).map(need => need.value)

const listJobLegs = (planning: Planning, job: Job, id: string, scope: Scope): JobLegs => {
  const most = Math.min(LIMITS.planInstancesOfJob, LIMITS.planInstances - planning.count.instances)
  const legs = planLegs(job, scope, planning.github, planning.evaluate, most)
  planning.count.instances += legs.legs?.length ?? 0
  if (legs.refusal !== undefined)
    planning.gaps.push(gap(redactThenCut(`workflow.jobs.${id}.instances`, 200), legs.refusal))
  return legs
}

/** The files that the jobs call, read at the same time. */
const readCalls = async (
  planning: Planning,
  jobs: readonly Job[],
  place: Place,
): Promise<ReadonlyMap<Job, CalledFile>> => {
  const calls = jobs.slice(0, LIMITS.planJobs).filter(job => job.type === 'reusableWorkflowJob')
  return new Map(await Promise.all(calls.map(async job => [job, await readCall(planning, job.ref, place)] as const)))
}

type Call = Extract<Job, { type: 'reusableWorkflowJob' }>

const readCall = async (planning: Planning, uses: Call['ref'], place: Place): Promise<CalledFile> => {
  const call = isString(uses) ? parseCallReference(toText(uses)) : undefined
  if (call === undefined) return unread(place.address, 'malformed')
  const address = toAddress(call, place.address)
  // GitHub refuses both (docs.github.com "Reusing workflow configurations").
  if (place.chain.includes(addressKey(address)) || place.chain.length >= LIMITS.callDepth)
    return unread(address, 'not-applicable')
  return planning.calledFile(address)
}

const unread = (address: FileAddress, reason: Gap['reason']): CalledFile => ({
  address,
  parsed: { kind: 'unread', reason },
})

/** The legs of the calling job are the callers of the jobs in the file. */
const calledScope = (planning: Planning, job: Call, called: Template, legs: JobLegs): Scope => {
  const inputsIn = (contexts: JobLegs['contexts'][number]) =>
    callInputs(called.on, job['input-values'], contexts, planning.evaluate)
  const callers = legs.legs?.map(({ instance, contexts }) => ({ scope: instance.name, inputs: inputsIn(contexts) }))
  return {
    callers,
    anyScope: legs.anyName,
    anyInputs: commonInputs(callers?.map(({ inputs }) => inputs) ?? legs.contexts.map(inputsIn)),
  }
}

const gap = gapFrom('workflow-file')
