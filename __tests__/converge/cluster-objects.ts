import { buildConvergenceRecord } from '../../src/converge/build-record.ts'
import { type FollowOptions, followTarget } from '../../src/converge/follow-target.ts'
import type { Observation, Target } from '../../src/converge/snapshot.ts'
import { convergenceRecord } from '../../src/schema/converge/convergence-record.ts'
import type { TargetConvergence } from '../../src/schema/converge/target-convergence.ts'

/** Commits: `sha('a')`. */
export const sha = (letter: string): string => letter.repeat(40)
export const digest = (letter: string): string => `sha256:${letter.repeat(64)}`

/** A time some seconds after the start, by the observer's clock (with milliseconds) or a controller's (whole seconds). */
export const seen = (second: number): string => new Date(START + second * 1_000 + 250).toISOString()
export const stated = (second: number): string => new Date(START + second * 1_000).toISOString().replace('.000Z', 'Z')
const START = Date.parse('2026-03-01T10:00:00Z')

type AppState = {
  readonly compared?: string
  readonly sync?: 'Synced' | 'OutOfSync' | 'Unknown'
  readonly health?: string
  readonly healthSince?: number
  readonly reconciledAt?: number
  /** Revision and second of each deployment. */
  readonly history?: readonly (readonly [string, number, object?])[]
  readonly operation?: object
  readonly automated?: boolean
  readonly images?: readonly string[]
  readonly spec?: object
  readonly resources?: readonly object[]
  readonly uid?: string
}

/** An Application as argoproj/argo-cd pkg/apis/application/v1alpha1/types.go names its fields. */
export const application = (state: AppState): object => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'shop', namespace: 'argocd', uid: state.uid ?? 'u1' },
  spec: { ...(state.automated === false ? {} : { syncPolicy: { automated: {} } }), ...state.spec },
  status: {
    sync: { status: state.sync ?? 'Synced', revision: state.compared },
    health: { status: state.health ?? 'Healthy', lastTransitionTime: stated(state.healthSince ?? 0) },
    reconciledAt: stated(state.reconciledAt ?? 0),
    history: (state.history ?? []).map(([revision, second, rest], id) => ({
      id,
      revision,
      deployedAt: stated(second),
      initiatedBy: { automated: true },
      ...rest,
    })),
    operationState: state.operation,
    resources: state.resources ?? [],
    summary: { images: state.images ?? [] },
  },
})

export const APP: Target = { kind: 'argocd', name: 'shop' }

/** Follows a target through objects, each seen at a second. */
export const follow = (
  target: Target,
  objects: readonly (readonly [second: number, object: object, change?: Observation['change']])[],
  { wanted = { images: [] }, soakMs = 120_000 }: Partial<FollowOptions> = {},
  until?: number,
): TargetConvergence => {
  const follower = followTarget(target, { wanted, soakMs })
  for (const [second, object, change = 'modified'] of objects) follower.add({ seenAt: seen(second), change, object })
  const record = follower.conclude(until === undefined ? undefined : seen(until))
  convergenceRecord.parse(JSON.parse(JSON.stringify(buildConvergenceRecord([record], []))))
  return record
}

export const listStates = ({ states }: TargetConvergence): readonly string[] => states.map(({ state }) => state)
