import { describe, expect, test } from '@jest/globals'
import type { Target } from '../../src/converge/snapshot.ts'
import { digest, follow, listStates, sha, stated } from './cluster-objects.ts'

const [OLD, NEW] = [sha('a'), sha('b')]
const APPS: Target = { kind: 'kustomization', namespace: 'flux-system', name: 'apps' }

const kustomization = (spec: object, attempted: string, applied: string, ready: readonly [string, string]) => ({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name: 'apps', namespace: 'flux-system', uid: 'k1', generation: 1 },
  spec,
  status: {
    observedGeneration: 1,
    lastAttemptedRevision: `main@sha1:${attempted}`,
    lastAppliedRevision: `main@sha1:${applied}`,
    conditions: [{ type: 'Ready', status: ready[0], reason: ready[1], lastTransitionTime: stated(20) }],
  },
})
const wanted = { wanted: { revision: NEW, images: [] } }
const READY = ['True', 'ReconciliationSucceeded'] as const

describe('a Kustomization (documented conditions, not recorded from a controller)', () => {
  const before = kustomization({ wait: true }, OLD, OLD, READY)

  test('with wait, Ready is healthy', () => {
    const during = kustomization({ wait: true }, NEW, OLD, ['Unknown', 'Progressing'])
    const after = kustomization({ wait: true }, NEW, NEW, READY)
    const record = follow(
      APPS,
      [
        [0, before],
        [10, during],
        [20, after],
      ],
      wanted,
      200,
    )
    expect(record.verdict).toBe('stayed-healthy')
    expect(record.convergenceMs).toBe(10_000)
  })

  test('without wait and health checks, Ready says that it was applied', () => {
    const record = follow(APPS, [[20, kustomization({}, NEW, NEW, READY)]], wanted, 600)
    expect([record.verdict, record.reason, record.health]).toEqual(['applied', 'not-evaluated', 'Unknown'])
    expect(record.gaps.map(({ field }) => field)).toEqual(['health-not-evaluated'])
  })

  test('a failed health check follows an apply; a failed build applies nothing', () => {
    const checked = kustomization({ wait: true }, NEW, OLD, ['False', 'HealthCheckFailed'])
    expect(
      follow(
        APPS,
        [
          [0, before],
          [20, checked],
        ],
        wanted,
      ).verdict,
    ).toBe('degraded')
    const unbuilt = kustomization({ wait: true }, NEW, OLD, ['False', 'BuildFailed'])
    expect(
      follow(
        APPS,
        [
          [0, before],
          [20, unbuilt],
        ],
        wanted,
      ),
    ).toMatchObject({
      verdict: 'never-applied',
      reason: 'operation-failed',
    })
  })

  test('suspended', () => {
    const suspended = kustomization({ wait: true, suspend: true }, OLD, OLD, READY)
    expect(follow(APPS, [[0, suspended]], wanted)).toMatchObject({ verdict: 'never-applied', reason: 'suspended' })
  })
})

test('a HelmRelease that its controller rolled back', () => {
  const release = (history: readonly object[], conditions: readonly object[]) => ({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'shop', namespace: 'prod', uid: 'h1', generation: 1 },
    spec: {},
    status: { observedGeneration: 1, lastAttemptedRevision: '1.1.0', history, conditions },
  })
  const target: Target = { kind: 'helmrelease', namespace: 'prod', name: 'shop' }
  const deployed = release(
    [{ version: 2, chartVersion: '1.1.0', lastDeployed: stated(10) }],
    [{ type: 'Ready', status: 'True', reason: 'UpgradeSucceeded' }],
  )
  expect(follow(target, [[10, deployed]], {}, 200).verdict).toBe('stayed-healthy')
  const back = release(
    [
      { version: 3, chartVersion: '1.0.0', lastDeployed: stated(60) },
      { version: 2, chartVersion: '1.1.0', lastDeployed: stated(10) },
    ],
    [
      { type: 'Ready', status: 'False', reason: 'RollbackSucceeded' },
      { type: 'Remediated', status: 'True', reason: 'RollbackSucceeded' },
    ],
  )
  const record = follow(
    target,
    [
      [10, deployed],
      [60, back],
    ],
    { wanted: { revision: '1.1.0', images: [] } },
  )
  expect(record.decisions.map(({ kind, by }) => [kind, by.kind])).toContainEqual(['remediation', 'controller'])
  expect(['rolled-back', 'superseded']).toContain(record.verdict)
})

describe('a Rollout (documented fields, not recorded from a controller)', () => {
  const rollout = (status: object, letter = '2', generation = 2) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'shop', namespace: 'prod', uid: 'r1', generation },
    spec: { replicas: 2, template: { spec: { containers: [{ image: `app@${digest(letter)}` }] } } },
    status: { observedGeneration: String(generation), ...status },
  })
  const target: Target = { kind: 'rollout', namespace: 'prod', name: 'shop' }
  const options = { wanted: { revision: undefined, images: [digest('2')] } }
  const start = rollout({ phase: 'Healthy', currentPodHash: 'a', stableRS: 'a' }, '1', 1)
  const paused = rollout({
    phase: 'Paused',
    currentPodHash: 'b',
    stableRS: 'a',
    pauseConditions: [{ reason: 'CanaryPauseStep' }],
  })

  test('healthy when the new pods are the stable ones', () => {
    const done = rollout({ phase: 'Healthy', currentPodHash: 'b', stableRS: 'b' })
    const record = follow(
      target,
      [
        [0, start],
        [10, paused],
        [60, done],
      ],
      options,
      300,
    )
    expect(record.verdict).toBe('stayed-healthy')
    expect(record.decisions.map(({ kind }) => kind)).toEqual(['pause', 'resume'])
  })

  test('an abort goes back to the stable pods', () => {
    const aborted = rollout({ phase: 'Degraded', abort: true, currentPodHash: 'b', stableRS: 'a' })
    const record = follow(
      target,
      [
        [0, start],
        [10, paused],
        [60, aborted],
      ],
      options,
    )
    expect(record.verdict).toBe('rolled-back')
    expect(listStates(record)).toEqual(['accepted', 'applied', 'degraded', 'rolled-back'])
    expect(record.decisions.map(({ kind }) => kind)).toContain('abort')
  })
})
