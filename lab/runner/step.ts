import { randomUUID } from 'node:crypto'
import type { StepPlan } from '../job-plan.ts'
import type { ActionManifest } from './action-manifest.ts'
import { unsupported } from './unsupported.ts'

export type Stage = 'pre' | 'main' | 'post'

export type Reference =
  | { readonly kind: 'script' }
  | { readonly kind: 'local'; readonly path: string }
  | {
      readonly kind: 'repository'
      /** `owner/repo` */
      readonly name: string
      /** Path inside the repository, '' for its root. */
      readonly path: string
      readonly ref: string
    }

export type LoadedAction = {
  readonly folder: string
  readonly manifest: ActionManifest
  readonly standIn: boolean
  /** Steps of a composite action; [] for a JavaScript action. */
  readonly steps: readonly Step[]
}

/** Entry of the steps context (actions/runner src/Runner.Worker/StepsContext.cs). */
export type StepEntry = { outputs: Record<string, string>; outcome?: string; conclusion?: string }
export type StepsScope = Map<string, StepEntry>

/** One step of the job or of a composite action. Its three stages share this value, and so its state. */
export type Step = {
  readonly id: string
  readonly plan: StepPlan
  /** `id:` or a generated name that starts with `__` and hides the step from the steps context. */
  readonly contextName: string
  readonly reference: Reference
  /** What `$GITHUB_STATE` collected: STATE_* of the later stages. */
  readonly state: Map<string, string>
  /** The steps context inside a composite action. */
  readonly scope: StepsScope
  /** Absent for a script, and for a local action until it starts. */
  action: LoadedAction | undefined
  postRegistered: boolean
}

/** Makes steps of plans; names for steps without an id are generated as the server does (`__run`, `__run_2`, …). */
export const createSteps = (plans: readonly StepPlan[], self: { repository: string; sha: string }): readonly Step[] => {
  const taken = new Map<string, number>()
  return plans.map(plan => {
    const reference = toReference(plan, self)
    return {
      id: randomUUID(),
      plan,
      contextName: plan.id ?? generatedName(reference, taken),
      reference,
      state: new Map(),
      scope: new Map(),
      action: undefined,
      postRegistered: false,
    }
  })
}

const generatedName = (reference: Reference, taken: Map<string, number>): string => {
  const base =
    reference.kind === 'script'
      ? '__run'
      : reference.kind === 'local'
        ? '__self'
        : `__${reference.name.replace('/', '_')}`
  const count = (taken.get(base) ?? 0) + 1
  taken.set(base, count)
  return count === 1 ? base : `${base}_${count}`
}

/** `$/path` is the workflow's own repository at its own commit (actions/runner ActionManager.cs, v2.336.0). */
const toReference = (plan: StepPlan, self: { repository: string; sha: string }): Reference => {
  const { uses } = plan
  if (uses === undefined) return { kind: 'script' }
  if (uses.startsWith('docker://')) throw unsupported(`docker action (${uses})`)
  if (uses.startsWith('./') || uses === '.') return { kind: 'local', path: uses }
  if (uses === '$' || uses.startsWith('$/'))
    return { kind: 'repository', name: self.repository, path: uses.slice(2), ref: self.sha }
  const at = uses.lastIndexOf('@')
  const [owner, repository, ...path] = uses.slice(0, at).split('/')
  if (at < 0 || owner === undefined || repository === undefined) throw new Error(`not an action reference: ${uses}`)
  return { kind: 'repository', name: `${owner}/${repository}`, path: path.join('/'), ref: uses.slice(at + 1) }
}

/** `owner/repo[/path]@ref` or `./path`. */
export const usesOf = (reference: Reference): string =>
  reference.kind === 'script'
    ? ''
    : reference.kind === 'local'
      ? reference.path
      : `${reference.name}${reference.path === '' ? '' : `/${reference.path}`}@${reference.ref}`

/** Whether a stage exists; a composite action has the pre and post of its inner actions (ActionManager.cs). */
export const hasStage = (step: Step, stage: 'pre' | 'post'): boolean => {
  if (step.action === undefined) return false
  if (stage === 'pre' && step.reference.kind === 'local') return false
  const { runs } = step.action.manifest
  return runs.kind === 'node' ? runs[stage] !== undefined : step.action.steps.some(inner => hasStage(inner, stage))
}
