import { expect, test } from '@jest/globals'
import { deploymentBlindSpot } from '../../../src/findings/rules/deployment-blind-spot.ts'
import type { TargetConvergence } from '../../../src/schema/converge/target-convergence.ts'
import type { PlannedJob } from '../../../src/schema/observed/workflow-plan.ts'
import type { TimelineDeployment } from '../../../src/schema/run/protection-entry.ts'
import type { TimelineJob } from '../../../src/schema/run/run-timeline.ts'
import { aTarget } from '../../converge/a-target.ts'
import { aManifest } from '../../report/a-manifest.ts'
import { anInput, aPlan, aPlannedJob } from './finding-input.ts'

const step = (more: Partial<PlannedJob['steps'][number]>): PlannedJob['steps'][number] => ({
  background: false,
  ...more,
})
const DEPLOY = [step({ uses: 'actions/checkout@v5' }), step({ name: 'Deploy', run: './deploy.sh' })]

const find = (
  steps: readonly PlannedJob['steps'][number][] = DEPLOY,
  after: readonly PlannedJob[] = [],
  deployment: Partial<TimelineDeployment> = {},
  timed: Partial<TimelineJob> = {},
) =>
  deploymentBlindSpot(
    anInput(
      { deploy: { times: ['00:00', '00:00', '10:00'], timed } },
      {
        timeline: {
          deployments: [
            {
              id: '9',
              environment: 'production',
              jobId: '1',
              intervals: [],
              convergence: 'not-observed',
              ...deployment,
            },
          ],
        },
        plan: aPlan(aPlannedJob('deploy', { steps }), ...after),
      },
    ),
  )
const follower = (more: Partial<PlannedJob>) => [aPlannedJob('after', { needs: ['deploy'], ...more })]

test('a deployment that nothing observes is low', () => {
  const [finding] = find()
  expect(finding).toMatchObject({ severity: 'low', subject: { kind: 'environment', name: 'production' } })
  expect(finding?.summary).toContain('“deploy” deployed to “production”, and nothing observed its health')
})

test('a later job that only notifies and the job of this report observe nothing', () => {
  expect(find(DEPLOY, follower({ steps: [step({ name: 'Notify', run: 'echo done' })] }))).toHaveLength(1)
  expect(find(DEPLOY, follower({ steps: [step({ uses: 'octo/pipeline-trace/report@v1' })] }))).toHaveLength(1)
})

test.each<[string, ReturnType<typeof find>]>([
  ['a later step that asks', find([...DEPLOY, step({ run: 'curl -f https://app.example/health' })])],
  ['a deployment that waits for its rollout', find([step({ run: 'helm upgrade app . --wait' })])],
  ['an action that may wait', find([step({ uses: 'octo/deploy-action@v1' })])],
  ['a later job that tests', find(DEPLOY, follower({ steps: [step({ name: 'Smoke test', run: './smoke' })] }))],
  ['a later workflow that is not read', find(DEPLOY, follower({ kind: 'unread-call', steps: [] }))],
  ['a status of a controller', find(DEPLOY, [], { convergence: 'observed' })],
  ['an environment that only holds secrets', find(DEPLOY, [], { environment: 'pypi' })],
  ['a job that failed', find(DEPLOY, [], {}, { conclusion: 'failure' })],
  ['a job that is not in the file', find(DEPLOY, [], {}, { planId: 'other' })],
])('%s: no finding', (_, found) => {
  expect(found).toEqual([])
})

/** The findings of a run whose job `deploy` used the action converge. */
const observe = (more: Partial<TargetConvergence>, timed: Partial<TimelineJob> = {}) => {
  const record = aManifest({ more: { convergence: [aTarget(more)] } })
  return deploymentBlindSpot(
    anInput(
      { deploy: { times: ['00:00', '00:00', '10:00'], timed, reported: { record } } },
      {
        timeline: {
          deployments: [{ id: '9', environment: 'production', jobId: '1', intervals: [], convergence: 'not-observed' }],
        },
        plan: aPlan(aPlannedJob('deploy', { steps: DEPLOY })),
      },
    ),
  )
}

test('a green job whose target was degraded: what, and how long after it was applied', () => {
  const [finding, ...more] = observe({})
  expect(more).toEqual([])
  expect(finding).toMatchObject({
    severity: 'high',
    confidence: 'medium',
    subject: { kind: 'environment', jobId: '1' },
  })
  expect(finding?.summary).toBe('“deploy” succeeded, and argocd “shop” was degraded, 3 m after it was applied.')
})

test.each([
  ['rolled-back', 'high'],
  ['never-applied', 'high'],
  ['out-of-sync', 'medium'],
] as const)('a target that is %s', (verdict, severity) => {
  expect(observe({ verdict, states: [] })).toMatchObject([{ rule: 'deployment-blind-spot', severity }])
})

test('a healthy target with another image than the run built', () => {
  const images: TargetConvergence['images'] = { built: [], running: [], match: 'differs' }
  expect(observe({ verdict: 'stayed-healthy', images })).toMatchObject([{ severity: 'medium' }])
})

test('a healthy target is no finding, and its job no blind spot; one that was not observed is one', () => {
  expect(observe({ verdict: 'stayed-healthy' })).toEqual([])
  expect(observe({ verdict: 'superseded' })).toEqual([])
  expect(observe({ verdict: 'not-observed' })).toMatchObject([{ severity: 'low' }])
  expect(observe({}, { conclusion: 'failure' })).toEqual([])
})
