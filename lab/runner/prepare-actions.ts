import { mkdir, realpath, rm, symlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { ResolvedAction } from '../job-plan.ts'
import { readActionManifest } from './action-manifest.ts'
import type { Job } from './job.ts'
import { createSteps, type Reference, type Step, usesOf } from './step.ts'

/** Depth of composite actions in each other (actions/runner src/Runner.Common/Constants.cs CompositeActionsMaxDepth). */
const MAX_DEPTH = 9

/**
 * Fetches the actions of some steps and, level by level, of the composite actions among them
 * (actions/runner src/Runner.Worker/ActionManager.cs PrepareActionsAsync). An action used twice is fetched and printed
 * once. Local actions are read when they start, since only then the workspace holds them.
 */
export const prepareActions = async (job: Job, steps: readonly Step[]): Promise<void> => {
  job.log.write('Prepare all required actions')
  let level = steps
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw new Error(`Composite action depth exceeded max depth ${MAX_DEPTH}`)
    const remote = level.filter(step => step.reference.kind === 'repository')
    if (remote.some(step => !job.resolved.has(usesOf(step.reference)))) job.log.write('Getting action download info')
    for (const step of remote) await loadRepositoryAction(job, step)
    level = remote.flatMap(step => step.action?.steps ?? [])
  }
}

const loadRepositoryAction = async (job: Job, step: Step): Promise<void> => {
  const { reference } = step
  if (reference.kind !== 'repository') return
  const uses = usesOf(reference)
  const known = job.resolved.get(uses)
  const resolved = known ?? (await job.hooks.resolveAction(uses))
  if (known === undefined) {
    job.resolved.set(uses, resolved)
    announce(job, reference, resolved)
    await linkAction(job, reference, resolved)
  }
  // The code runs from where it really is: a stand-in's action.yml names files relative to that place.
  const folder = await realpath(resolved.folder).catch(() => resolved.folder)
  await load(job, step, folder, resolved.standIn)
}

/** Reads a `./` action out of the workspace. */
export const loadLocalAction = async (job: Job, step: Step): Promise<void> => {
  if (step.reference.kind !== 'local' || step.action !== undefined) return
  await load(job, step, resolve(job.root.workspace, step.reference.path), false)
  await prepareInner(job, step)
}

/** The actions inside a local composite action are fetched in the middle of the job. */
const prepareInner = async (job: Job, step: Step): Promise<void> => {
  const steps = step.action?.steps ?? []
  if (steps.some(inner => inner.reference.kind === 'repository')) await prepareActions(job, steps)
}

const load = async (job: Job, step: Step, folder: string, standIn: boolean): Promise<void> => {
  const manifest = await readActionManifest(folder, usesOf(step.reference))
  const { repository, sha } = job.plan.workflow
  const steps = manifest.runs.kind === 'composite' ? createSteps(manifest.runs.steps, { repository, sha }) : []
  step.action = { folder, manifest, standIn, steps }
}

const announce = (
  job: Job,
  reference: Extract<Reference, { kind: 'repository' }>,
  { sha, standIn }: ResolvedAction,
): void => {
  const line = `Download action repository '${reference.name}@${reference.ref}' (SHA:${sha})`
  if (!job.announced.has(line)) job.log.write(line)
  job.announced.add(line)
  if (standIn) job.log.write(`Lab: a stand-in runs instead of '${usesOf(reference)}'`)
}

/** `_work/_actions/<owner>/<repo>/<ref>` is a link to the repository's root, where the folder tells which that is. */
const linkAction = async (
  job: Job,
  reference: Extract<Reference, { kind: 'repository' }>,
  { folder }: ResolvedAction,
): Promise<void> => {
  const path = reference.path === '' ? '' : `/${reference.path}`
  if (!folder.endsWith(path)) return
  const link = join(job.root.actions, reference.name, reference.ref)
  await mkdir(dirname(link), { recursive: true })
  await rm(link, { force: true })
  await symlink(folder.slice(0, folder.length - path.length), link)
}
