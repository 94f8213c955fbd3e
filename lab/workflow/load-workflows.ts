import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LIMITS } from '../../src/core/limits.ts'
import { parseCallReference } from '../../src/workflow/plan/call-reference.ts'
import { DEFAULT_PERMISSIONS, excessOf } from './permissions.ts'
import { readWorkflow } from './read-workflow.ts'
import type { CallingJob, JobDefinition, Permissions, Workflow } from './workflow.ts'

/** One commit of a repository as a folder. */
export type Checkout = {
  /** `owner/name` */
  readonly repository: string
  readonly folder: string
  /** Full ref (`refs/heads/main`, `refs/tags/v1`), or the SHA where that was asked. */
  readonly ref: string
  readonly sha: string
}

export type FindCheckout = (repository: string, ref: string) => Promise<Checkout | undefined>

/** A workflow file with every workflow that it calls. */
export type LoadedWorkflow = {
  readonly workflow: Workflow
  readonly checkout: Checkout
  readonly path: string
  /** As the caller wrote it; undefined for the workflow of the run itself. */
  readonly uses: string | undefined
  /** By key of the calling job. */
  readonly calls: ReadonlyMap<string, LoadedWorkflow>
}

export type LoadResult =
  | { readonly kind: 'loaded'; readonly loaded: LoadedWorkflow }
  /** The file itself is not valid, or needs what the lab lacks: nothing is started. */
  | { readonly kind: 'refused'; readonly messages: readonly string[] }
  /** The run is made and fails before any job (conclusion `startup_failure`). */
  | { readonly kind: 'startup-failure'; readonly loaded: LoadedWorkflow; readonly messages: readonly string[] }

/** Reads a workflow file and, level by level, what it calls, and holds the permissions of each against its caller's. */
export const loadWorkflows = async (
  entry: { readonly checkout: Checkout; readonly path: string; readonly content: string },
  findCheckout: FindCheckout,
): Promise<LoadResult> => {
  const read = await readWorkflow({ path: entry.path, content: entry.content })
  if (read.kind === 'refused') return read
  const faults: Faults = { startup: [], refusals: [] }
  const loaded = await loadCalls(read.workflow, { ...entry, uses: undefined }, findCheckout, faults, [])
  if (faults.refusals.length > 0) return { kind: 'refused', messages: faults.refusals }
  const messages = [...faults.startup, ...permissionFaults(loaded, undefined)].map(
    message => `The workflow is not valid. ${entry.path}: ${message}`,
  )
  return messages.length > 0 ? { kind: 'startup-failure', loaded, messages } : { kind: 'loaded', loaded }
}

type Faults = { readonly startup: string[]; readonly refusals: string[] }
type Place = Pick<LoadedWorkflow, 'checkout' | 'path' | 'uses'>

const loadCalls = async (
  workflow: Workflow,
  { checkout, path, uses }: Place,
  findCheckout: FindCheckout,
  faults: Faults,
  above: readonly string[],
): Promise<LoadedWorkflow> => {
  const calls = new Map<string, LoadedWorkflow>()
  const chain = [...above, `${checkout.repository}/${path}@${checkout.sha}`]
  for (const job of workflow.jobs.values()) {
    if (job.kind !== 'call') continue
    const called = await loadCalled(job, checkout, findCheckout, faults, chain)
    if (called !== undefined) calls.set(job.key, called)
  }
  return { workflow, checkout, path, uses, calls }
}

const loadCalled = async (
  job: JobDefinition & CallingJob,
  caller: Checkout,
  findCheckout: FindCheckout,
  faults: Faults,
  chain: readonly string[],
): Promise<LoadedWorkflow | undefined> => {
  const fail = (message: string): undefined => {
    faults.startup.push(`error parsing called workflow "${job.uses}": ${message}`)
    return undefined
  }
  const reference = parseCallReference(job.uses)
  if (reference === undefined) return fail('invalid workflow reference')
  const checkout = reference.kind === 'own' ? caller : await findCheckout(reference.repository, reference.ref)
  if (checkout === undefined) return fail('workflow was not found.')
  if (chain.includes(`${checkout.repository}/${reference.path}@${checkout.sha}`)) return fail('it calls itself')
  if (chain.length >= LIMITS.callDepth) return fail(`workflows are nested deeper than ${LIMITS.callDepth}`)
  const content = await readFile(join(checkout.folder, reference.path), 'utf8').catch(() => undefined)
  if (content === undefined) return fail('workflow was not found.')
  const read = await readWorkflow({ path: reference.path, content })
  if (read.kind === 'refused') {
    faults.refusals.push(...read.messages)
    return undefined
  }
  const { call } = read.workflow
  if (call === undefined) return fail('workflow is not reusable as it is missing a `on.workflow_call` trigger')
  for (const message of inputFaults(job, call)) fail(message)
  return loadCalls(read.workflow, { checkout, path: reference.path, uses: job.uses }, findCheckout, faults, chain)
}

const inputFaults = (job: CallingJob, call: NonNullable<Workflow['call']>): readonly string[] => {
  const given = new Set(Object.keys(job.with))
  const secrets = job.secrets === 'inherit' ? undefined : new Set(Object.keys(job.secrets))
  return [
    ...[...given].filter(name => !call.inputs.has(name)).map(name => `input ${name} is not defined in it`),
    ...[...call.inputs].filter(([name, { required }]) => required && !given.has(name)).map(missing('input')),
    ...[...(secrets ?? [])].filter(name => !call.secrets.has(name)).map(name => `secret ${name} is not defined in it`),
    ...[...call.secrets]
      .filter(([name, { required }]) => required && secrets !== undefined && !secrets.has(name))
      .map(missing('secret')),
  ]
}

const missing =
  (kind: string) =>
  ([name]: readonly [string, unknown]): string =>
    `${kind} ${name} is required, but not provided while calling.`

/** What a job gets: its own permissions, else its workflow's, else those of the caller, else the repository's default. */
export const permissionsOf = (workflow: Workflow, job: JobDefinition, callers: Permissions | undefined): Permissions =>
  job.permissions ?? workflow.permissions ?? callers ?? DEFAULT_PERMISSIONS

/** A called workflow that asks for more than its caller grants stops the whole run (actions/runner#4151). */
const permissionFaults = (loaded: LoadedWorkflow, granted: Permissions | undefined): readonly string[] =>
  [...loaded.workflow.jobs.values()].flatMap(job => {
    const mine = permissionsOf(loaded.workflow, job, granted)
    const asking = job.permissions === undefined ? 'workflow' : 'nested job'
    const excess = granted === undefined ? [] : excessOf(mine, granted)
    const called = loaded.calls.get(job.key)
    return [
      ...excess.map(
        ({ key, asked, allowed }) =>
          `Error calling workflow '${loaded.uses ?? ''}'. The ${asking} '${job.key}' is requesting '${key}: ${asked}', but is only allowed '${key}: ${allowed}'.`,
      ),
      ...(called === undefined ? [] : permissionFaults(called, mine)),
    ]
  })
