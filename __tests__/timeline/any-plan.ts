import fc from 'fast-check'
import { nestName } from '../../src/schema/observed/name-pattern.ts'
import type { PlannedInstance, PlannedJob, WorkflowPlan } from '../../src/schema/observed/workflow-plan.ts'

type Spec = {
  readonly needs: readonly number[]
  readonly kind: 'runs' | 'matrix' | 'open-matrix' | 'calls' | 'unread-call'
  readonly legs: number
  readonly environment: string | undefined
  readonly hasConcurrency: boolean
}

export const ENVIRONMENTS = ['production', 'staging'] as const

const spec: fc.Arbitrary<Spec> = fc.record({
  needs: fc.array(fc.nat(20), { maxLength: 3 }),
  kind: fc.constantFrom('runs', 'runs', 'matrix', 'open-matrix', 'calls', 'unread-call'),
  legs: fc.integer({ min: 1, max: 3 }),
  environment: fc.constantFrom(...ENVIRONMENTS, undefined, undefined),
  hasConcurrency: fc.boolean(),
})

/** A workflow file: jobs that need earlier ones, matrices of known and unknown legs, files that are called. */
export const anyPlan: fc.Arbitrary<WorkflowPlan> = fc
  .array(spec, { minLength: 1, maxLength: 5 })
  .map(specs => ({ name: 'ci', jobs: specs.flatMap(plannedOf), hasConcurrency: false }))

const plannedOf = (one: Spec, index: number): readonly PlannedJob[] => {
  const key = `job${index}`
  const legs = Array.from({ length: one.legs }, (_, leg): PlannedInstance => {
    const isMatrix = one.kind === 'matrix' || one.kind === 'calls'
    return { name: [isMatrix ? `${key} (${leg})` : key], scope: [], matrix: isMatrix ? { leg } : {} }
  })
  const job: PlannedJob = {
    id: key,
    key,
    caller: undefined,
    needs: index === 0 ? [] : [...new Set(one.needs.map(need => `job${need % index}`))],
    kind: one.kind === 'calls' || one.kind === 'unread-call' ? one.kind : 'runs',
    instances: one.kind === 'open-matrix' ? undefined : one.kind === 'runs' ? legs.slice(0, 1) : legs,
    anyName: one.kind === 'open-matrix' || one.kind === 'calls' ? [`${key} (`, null, ')'] : [key],
    anyScope: [],
    environment: one.environment === undefined ? undefined : { name: one.environment, deployment: true },
    hasConcurrency: one.hasConcurrency,
    labels: undefined,
    steps: [
      { uses: 'actions/checkout@v4', background: false },
      { run: 'npm ci\nnpm test', background: false },
      { uses: 'actions/upload-artifact@v4', background: true },
    ],
  }
  return one.kind === 'calls' ? [job, innerJob(job, 'first', []), innerJob(job, 'second', [`${key}/first`])] : [job]
}

const innerJob = (call: PlannedJob, key: string, needs: readonly string[]): PlannedJob => ({
  ...call,
  id: `${call.id}/${key}`,
  key,
  caller: call.id,
  needs,
  kind: 'runs',
  instances: (call.instances ?? []).map(leg => ({ name: nestName(leg.name, [key]), scope: leg.name, matrix: {} })),
  anyName: nestName(call.anyName, [key]),
  anyScope: call.anyName,
  environment: undefined,
})

/** Names that the jobs of the plan have in a run: all known ones, and one or two where only the run knew. */
export const namesOf = (plan: WorkflowPlan): readonly { readonly name: string; readonly planned: PlannedJob }[] =>
  plan.jobs.flatMap(planned => {
    if (planned.kind === 'calls') return []
    if (planned.kind === 'unread-call') return [{ name: `${planned.key} / inside`, planned }]
    const names = planned.instances?.map(({ name }) => name.join('')) ?? [`${planned.key} (x)`, `${planned.key} (y)`]
    return names.map(name => ({ name, planned }))
  })
