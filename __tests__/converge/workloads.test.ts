import { describe, expect, test } from '@jest/globals'
import { followTarget } from '../../src/converge/follow-target.ts'
import type { Target } from '../../src/converge/snapshot.ts'
import { digest, follow, listStates, seen, stated } from './cluster-objects.ts'

const SHOP: Target = { kind: 'deployment', namespace: 'prod', name: 'shop' }
const [GOOD, BAD] = [`app@${digest('1')}`, `app@${digest('2')}`]

type State = {
  readonly generation: number
  readonly observed?: number
  readonly image?: string
  readonly replicas?: number
  readonly counts?: readonly [current: number, updated: number, available: number]
  readonly conditions?: readonly object[]
  readonly paused?: boolean
}

/** A Deployment as kubernetes/api apps/v1/types.go names its fields. */
const deployment = ({
  generation,
  observed = generation,
  image = GOOD,
  replicas = 2,
  counts = [2, 2, 2],
  ...rest
}: State) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shop', namespace: 'prod', uid: 'd1', generation },
  spec: { replicas, paused: rest.paused, template: { spec: { containers: [{ name: 'c', image }] } } },
  status: {
    observedGeneration: observed,
    replicas: counts[0],
    updatedReplicas: counts[1],
    readyReplicas: counts[2],
    availableReplicas: counts[2],
    conditions: rest.conditions ?? [],
  },
})
const wanted = { wanted: { revision: undefined, images: [digest('2')] } }
const start = deployment({ generation: 1 })
const accepted = deployment({ generation: 2, observed: 1, image: BAD })
const rolling = deployment({ generation: 2, image: BAD, counts: [3, 1, 2] })
const done = deployment({ generation: 2, image: BAD })
const overdue = deployment({
  generation: 2,
  image: BAD,
  counts: [3, 1, 2],
  conditions: [
    {
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      lastTransitionTime: stated(60),
      message: 'free text',
    },
  ],
})

describe('a Deployment', () => {
  test('accepted, applied and healthy are three times', () => {
    const record = follow(
      SHOP,
      [
        [0, start],
        [10, accepted],
        [11, rolling],
        [30, done],
      ],
      wanted,
      200,
    )
    expect(record.verdict).toBe('stayed-healthy')
    expect(record.states.slice(0, 3).map(({ state, at }) => [state, at])).toEqual([
      ['accepted', seen(10)],
      ['applied', seen(11)],
      ['healthy', seen(30)],
    ])
    expect([record.reconciliationMs, record.convergenceMs]).toEqual([1_000, 20_000])
    expect([record.wanted, record.images.match]).toEqual([{ revision: 'generation 2', by: 'images' }, 'same'])
  })

  test('a status of the old generation says nothing of the new one', () => {
    const record = follow(
      SHOP,
      [
        [0, start],
        [10, accepted],
      ],
      wanted,
    )
    expect(record.verdict).toBe('never-applied')
    expect(listStates(record)).not.toContain('healthy')
  })

  test('a bad image: the progress deadline is exceeded', () => {
    const record = follow(
      SHOP,
      [
        [0, start],
        [10, accepted],
        [11, rolling],
        [60, overdue],
      ],
      wanted,
    )
    expect(record.verdict).toBe('degraded')
    expect(JSON.stringify(record)).not.toContain('free text')
  })

  test('the old template again is a roll-back, and scaling is no change of it', () => {
    const back = deployment({ generation: 3 })
    const record = follow(
      SHOP,
      [
        [0, start],
        [11, rolling],
        [60, overdue],
        [70, back],
      ],
      wanted,
    )
    expect(record.verdict).toBe('rolled-back')
    const scaled = deployment({ generation: 3, image: BAD, replicas: 5, counts: [5, 5, 5] })
    expect(
      follow(
        SHOP,
        [
          [0, start],
          [11, rolling],
          [30, done],
          [70, scaled],
        ],
        wanted,
      ).verdict,
    ).toBe('healthy')
  })

  test('scaled to nothing is healthy, and nothing runs', () => {
    const none = deployment({ generation: 2, image: BAD, replicas: 0, counts: [0, 0, 0] })
    expect(
      follow(
        SHOP,
        [
          [0, start],
          [10, none],
        ],
        wanted,
      ),
    ).toMatchObject({ verdict: 'healthy', reason: 'no-replicas' })
  })

  test('paused is suspended, and noted as a decision', () => {
    const paused = deployment({ generation: 2, image: BAD, counts: [3, 1, 2], paused: true })
    const record = follow(
      SHOP,
      [
        [0, start],
        [10, paused],
      ],
      wanted,
    )
    expect([record.verdict, record.reason]).toEqual(['applied', 'suspended'])
    expect(record.decisions.map(({ kind }) => kind)).toEqual(['pause'])
  })

  test('pods that are lost after the roll-out degrade it', () => {
    const lost = deployment({
      generation: 2,
      image: BAD,
      counts: [2, 2, 0],
      conditions: [
        { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' },
        { type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable' },
      ],
    })
    const record = follow(
      SHOP,
      [
        [0, start],
        [30, done],
        [200, lost],
      ],
      wanted,
    )
    expect(record.verdict).toBe('degraded')
    // It was observed healthy at 30 s, and the next object came after the soak time; it was not healthy at its end.
    expect(listStates(record)).toEqual(['accepted', 'applied', 'healthy', 'degraded'])
  })

  test('a StatefulSet with OnDelete and a DaemonSet that updates', () => {
    const set = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'shop', namespace: 'prod', uid: 's1', generation: 2 },
      spec: { replicas: 1, updateStrategy: { type: 'OnDelete' }, template: { spec: { containers: [{ image: BAD }] } } },
      status: { observedGeneration: 2, replicas: 1, updatedReplicas: 0, readyReplicas: 1 },
    }
    expect(follow({ ...SHOP, kind: 'statefulset' }, [[0, set]], wanted)).toMatchObject({
      verdict: 'applied',
      reason: 'not-evaluated',
    })
    const daemon = {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'shop', namespace: 'prod', uid: 's2', generation: 2 },
      spec: { template: { spec: { containers: [{ image: BAD }] } } },
      status: { observedGeneration: 2, desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 3 },
    }
    expect(follow({ ...SHOP, kind: 'daemonset' }, [[0, daemon]], wanted).verdict).toBe('healthy')
  })
})

describe('events and pods', () => {
  const event = (reason: string, message: string, count = 1, name = 'shop-6b-x') => ({
    kind: 'Event',
    metadata: { name: `${reason}-${message}`, namespace: 'prod' },
    type: 'Warning',
    reason,
    message,
    count,
    involvedObject: { kind: 'Pod', namespace: 'prod', name },
    lastTimestamp: stated(50),
  })
  const pod = (imageID: string) => ({
    kind: 'Pod',
    metadata: { name: 'shop-6b-x', namespace: 'prod' },
    status: { phase: 'Running', containerStatuses: [{ image: 'app:1', imageID, ready: true }] },
  })

  test('warnings are counted by class, without their text', () => {
    const record = follow(
      SHOP,
      [
        [0, start],
        [1, event('Failed', 'Failed to pull image "x": secret-text', 3)],
        [2, event('BackOff', 'Back-off pulling image "x"', 4)],
        [3, event('BackOff', 'Back-off restarting failed container', 2)],
        [4, event('FailedCreate', 'pods "x" is forbidden: exceeded quota: q')],
        [5, event('FailedCreate', 'admission webhook "w" denied the request')],
        [6, event('Unhealthy', 'Readiness probe failed', 9)],
        [7, event('Unhealthy', 'of another workload', 90, 'shopping')],
        [8, { ...event('Pulled', 'normal'), type: 'Normal' }],
      ],
      wanted,
    )
    expect(record.warnings.map(({ class: word, count }) => [word, count])).toEqual([
      ['probe', 9],
      ['image-pull', 7],
      ['crash-loop', 2],
      ['admission', 1],
      ['quota', 1],
    ])
    expect(JSON.stringify(record)).not.toContain('secret-text')
  })

  test('the digest that runs is that of the pods', () => {
    const follower = followTarget(SHOP, { wanted: wanted.wanted, soakMs: 0 })
    follower.add({ seenAt: seen(0), change: 'listed', object: start })
    follower.add({ seenAt: seen(1), change: 'listed', object: pod(`registry/app@${digest('2')}`) })
    expect(follower.conclude(undefined).images).toMatchObject({
      match: 'same',
      running: [{ digest: digest('2'), from: 'pods' }],
    })
  })

  test('a tag proves nothing, and a pinned other digest differs', () => {
    expect(follow(SHOP, [[0, deployment({ generation: 1, image: 'app:1' })]], wanted).images.match).toBe('unknown')
    expect(follow(SHOP, [[0, start]], wanted).images.match).toBe('differs')
  })
})
