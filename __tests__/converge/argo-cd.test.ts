import { describe, expect, test } from '@jest/globals'
import { APP, application, digest, follow, listStates, sha, stated } from './cluster-objects.ts'

const [OLD, NEW, LATER] = [sha('a'), sha('b'), sha('c')]
const before = application({ compared: OLD, history: [[OLD, -100]], reconciledAt: -90, healthSince: -80 })
const succeeded = (revision: string, second: number, rest: object = {}) => ({
  phase: 'Succeeded',
  startedAt: stated(second),
  finishedAt: stated(second),
  operation: { sync: { revision }, initiatedBy: { automated: true } },
  syncResult: { revision },
  ...rest,
})
const wanted = { wanted: { revision: NEW, images: [] } }

const applied = application({
  compared: NEW,
  sync: 'OutOfSync',
  health: 'Healthy',
  healthSince: -80,
  reconciledAt: 9,
  history: [
    [OLD, -100],
    [NEW, 10],
  ],
  operation: succeeded(NEW, 10),
})
const progressing = application({
  compared: NEW,
  health: 'Progressing',
  healthSince: 11,
  reconciledAt: 11,
  history: [
    [OLD, -100],
    [NEW, 10],
  ],
  operation: succeeded(NEW, 10),
})
const healthy = application({
  compared: NEW,
  health: 'Healthy',
  healthSince: 20,
  reconciledAt: 20,
  history: [
    [OLD, -100],
    [NEW, 10],
  ],
  operation: succeeded(NEW, 10),
})

describe('what the fields of an Application mean', () => {
  test('a compared revision is not an applied one', () => {
    const compared = application({
      compared: NEW,
      sync: 'OutOfSync',
      reconciledAt: 5,
      healthSince: -80,
      history: [[OLD, -100]],
      automated: false,
    })
    const record = follow(
      APP,
      [
        [0, before],
        [5, compared],
      ],
      wanted,
      600,
    )
    expect([record.verdict, record.reason]).toEqual(['never-applied', 'no-automation'])
    expect(listStates(record)).toEqual(['accepted', 'out-of-sync', 'never-applied'])
  })

  test('health while out of sync is that of the old version', () => {
    const record = follow(
      APP,
      [
        [0, before],
        [10, applied],
      ],
      wanted,
    )
    expect([record.verdict, record.health]).toEqual(['applied', 'Healthy'])
    expect(listStates(record)).not.toContain('healthy')
  })

  test('an operation that succeeded says nothing of health', () => {
    const degraded = application({
      compared: NEW,
      health: 'Degraded',
      healthSince: 40,
      reconciledAt: 40,
      history: [
        [OLD, -100],
        [NEW, 10],
      ],
      operation: succeeded(NEW, 10),
    })
    const record = follow(
      APP,
      [
        [0, before],
        [10, applied],
        [11, progressing],
        [40, degraded],
      ],
      wanted,
    )
    expect(record.verdict).toBe('degraded')
    expect(listStates(record)).toEqual(['accepted', 'applied', 'degraded'])
  })

  test('a sync that fails and waits for its retry is Running with an end', () => {
    const failing = application({
      compared: NEW,
      sync: 'OutOfSync',
      reconciledAt: 12,
      healthSince: -80,
      history: [[OLD, -100]],
      operation: {
        phase: 'Running',
        startedAt: stated(8),
        finishedAt: stated(10),
        retryCount: 2,
        message: 'one or more objects failed to apply, reason: Deployment.apps "shop" is invalid: spec.x secret-text',
        operation: { sync: { revision: NEW }, initiatedBy: { automated: true } },
        syncResult: { revision: NEW },
      },
    })
    const record = follow(
      APP,
      [
        [0, before],
        [12, failing],
      ],
      wanted,
      600,
    )
    expect([record.verdict, record.reason]).toEqual(['never-applied', 'operation-failed'])
    expect(record.operation).toMatchObject({ failing: true, retries: 2, messageClass: 'invalid-manifest' })
    expect(JSON.stringify(record)).not.toContain('secret-text')
  })

  test('healthy needs a comparison after the operation, and staying so needs the soak time', () => {
    const seen = [
      [0, before],
      [10, applied],
      [11, progressing],
      [20, healthy],
    ] as const
    const short = follow(APP, seen, wanted, 60)
    expect([short.verdict, short.reason]).toEqual(['healthy', 'soak-not-over'])
    expect([short.reconciliationMs, short.convergenceMs]).toEqual([0, 10_000])
    expect(follow(APP, seen, wanted, 139).verdict).toBe('healthy')
    const long = follow(APP, seen, wanted, 140)
    expect(long.verdict).toBe('stayed-healthy')
    expect(listStates(long)).toEqual(['accepted', 'applied', 'healthy', 'stayed-healthy'])
  })

  test('a break of the health begins the soak time again', () => {
    const record = follow(
      APP,
      [
        [0, before],
        [20, healthy],
        [100, progressing],
        [110, healthy],
      ],
      wanted,
      160,
    )
    expect(record.verdict).toBe('healthy')
  })

  test('a newer commit that changes nothing of the target leaves it in force', () => {
    const compared = application({
      compared: LATER,
      health: 'Healthy',
      healthSince: 20,
      reconciledAt: 50,
      history: [
        [OLD, -100],
        [NEW, 10],
      ],
      operation: succeeded(NEW, 10),
    })
    const objects = [
      [0, before],
      [10, applied],
      [20, healthy],
      [50, compared],
    ] as const
    expect(follow(APP, objects, wanted).verdict).toBe('healthy')
    const later = follow(APP, objects, { wanted: { revision: LATER, images: [] } })
    expect(later.verdict).toBe('healthy')
    expect(later.states.find(({ state }) => state === 'applied')?.evidence).toEqual([
      { field: 'status.sync.status', value: 'Synced' },
    ])
  })
})

describe('what became of it later', () => {
  const images = (revision: string) => [`app@${digest(revision === NEW ? '2' : '1')}`]
  const at = (revision: string, second: number, history: readonly (readonly [string, number, object?])[]) =>
    application({
      compared: revision,
      health: 'Healthy',
      healthSince: second,
      reconciledAt: second + 1,
      history,
      images: images(revision),
      operation: succeeded(revision, second, {
        syncResult: { revision, resources: [{ kind: 'Deployment', name: 'shop', images: images(revision) }] },
      }),
    })
  const first = at(OLD, -100, [[OLD, -100]])
  const second = at(NEW, 10, [
    [OLD, -100],
    [NEW, 10],
  ])

  test('a revert commit brings back the old images under another revision', () => {
    const revert = at(LATER, 60, [
      [OLD, -100],
      [NEW, 10],
      [LATER, 60],
    ])
    const record = follow(
      APP,
      [
        [0, first],
        [12, second],
        [62, revert],
      ],
      wanted,
    )
    expect([record.verdict, record.health, record.sync]).toEqual(['rolled-back', 'Healthy', 'Synced'])
    expect(record.decisions.find(({ kind }) => kind === 'rollback')).toMatchObject({
      revision: LATER,
      by: { kind: 'commit' },
    })
    // The same verdict where nobody names a revision: what was taken back is the change.
    expect(
      follow(APP, [
        [0, first],
        [12, second],
        [62, revert],
      ]).wanted,
    ).toEqual({ revision: NEW, by: 'last-change' })
  })

  test('a person who chooses an older revision in Argo CD is named', () => {
    const back = at(OLD, 60, [
      [OLD, -100],
      [NEW, 10],
      [OLD, 60, { initiatedBy: { username: 'mona' } }],
    ])
    const record = follow(
      APP,
      [
        [0, first],
        [12, second],
        [62, back],
      ],
      wanted,
    )
    expect(record.verdict).toBe('rolled-back')
    expect(record.decisions.find(({ kind }) => kind === 'rollback')?.by).toEqual({ kind: 'person', name: 'mona' })
  })

  test('other images under another revision supersede it', () => {
    const next = application({
      compared: LATER,
      healthSince: 60,
      reconciledAt: 61,
      history: [
        [OLD, -100],
        [NEW, 10],
        [LATER, 60],
      ],
      images: [`app@${digest('3')}`],
      operation: succeeded(LATER, 60),
    })
    expect(
      follow(
        APP,
        [
          [0, first],
          [12, second],
          [62, next],
        ],
        wanted,
      ).verdict,
    ).toBe('superseded')
  })

  test('a revision that was skipped is superseded, and one that was never named is never applied', () => {
    const named = application({
      compared: NEW,
      sync: 'OutOfSync',
      reconciledAt: 5,
      healthSince: -80,
      history: [[OLD, -100]],
    })
    const skipped = at(LATER, 30, [
      [OLD, -100],
      [LATER, 30],
    ])
    expect(
      follow(
        APP,
        [
          [0, before],
          [5, named],
          [32, skipped],
        ],
        wanted,
      ).verdict,
    ).toBe('superseded')
    const unnamed = follow(
      APP,
      [
        [0, before],
        [32, skipped],
      ],
      wanted,
    )
    expect([unnamed.verdict, unnamed.reason]).toEqual(['never-applied', 'not-compared'])
  })

  test('a drift after it was healthy is out of sync', () => {
    const drifted = application({
      compared: NEW,
      sync: 'OutOfSync',
      healthSince: 20,
      reconciledAt: 90,
      history: [
        [OLD, -100],
        [NEW, 10],
      ],
      operation: succeeded(NEW, 10),
    })
    expect(
      follow(
        APP,
        [
          [0, before],
          [20, healthy],
          [90, drifted],
        ],
        wanted,
      ).verdict,
    ).toBe('out-of-sync')
  })

  test('a deleted target is not observed any more', () => {
    const record = follow(
      APP,
      [
        [0, before],
        [20, healthy],
        [30, healthy, 'deleted'],
      ],
      wanted,
    )
    expect([record.verdict, record.reason]).toEqual(['not-observed', 'deleted'])
    expect(listStates(record)).toEqual(['accepted', 'applied', 'healthy', 'not-observed'])
  })

  test('another object of the same name, without a deletion, lowers the confidence', () => {
    const other = application({ compared: NEW, history: [[NEW, 10]], reconciledAt: 20, healthSince: 20, uid: 'u2' })
    const record = follow(
      APP,
      [
        [0, before],
        [20, other],
      ],
      wanted,
    )
    expect([record.confidence, record.gaps.map(({ field }) => field)]).toEqual(['low', ['target']])
  })
})

describe('what cannot be said is said', () => {
  test('several sources have a list of revisions', () => {
    const several = {
      ...application({ history: [], reconciledAt: 20, healthSince: 20 }),
      spec: { sources: [{}, {}], syncPolicy: { automated: {} } },
    }
    const status = {
      sync: { status: 'Synced', revisions: [OLD, NEW] },
      health: { status: 'Healthy', lastTransitionTime: stated(20) },
      reconciledAt: stated(20),
      history: [{ id: 0, revisions: [OLD, NEW], deployedAt: stated(10) }],
    }
    const record = follow(APP, [[20, { ...several, status }]], wanted)
    expect(record.verdict).toBe('healthy')
    expect(record.gaps.map(({ field }) => field)).toEqual(['several-sources'])
  })

  test('a chart version is no commit: the last change is followed instead', () => {
    const chart = application({ compared: '1.2.3', history: [['1.2.3', 10]], reconciledAt: 20, healthSince: 20 })
    const record = follow(APP, [[20, chart]], wanted)
    expect(record.wanted).toEqual({ revision: '1.2.3', by: 'last-change' })
    expect([record.confidence, record.gaps.map(({ field }) => field)]).toEqual(['medium', ['revision-is-no-commit']])
  })

  test('the health of child applications is not that of their parent', () => {
    const parent = application({
      compared: NEW,
      history: [[NEW, 10]],
      reconciledAt: 20,
      healthSince: 20,
      resources: [{ kind: 'Application', name: 'child', status: 'Synced' }],
    })
    expect(follow(APP, [[20, parent]], wanted).gaps.map(({ field }) => field)).toEqual(['child-applications'])
  })

  test('nothing to read is not observed', () => {
    expect(follow(APP, [], wanted)).toMatchObject({ verdict: 'not-observed', reason: 'no-object' })
  })

  test('a clock an hour off is stated, and durations are by one clock', () => {
    const late = application({
      compared: NEW,
      healthSince: 3_630,
      reconciledAt: 3_630,
      history: [
        [OLD, -100],
        [NEW, 3_610],
      ],
      operation: succeeded(NEW, 3_610),
    })
    const record = follow(
      APP,
      [
        [0, before],
        [20, late],
      ],
      wanted,
    )
    expect(record.clockOffsetMs).toBe(-3_589_750)
    expect(record.convergenceMs).toBe(0)
  })

  test('a field of a strange form hides no other', () => {
    const strange = {
      ...application({ compared: NEW, history: [[NEW, 10]], reconciledAt: 20, healthSince: 20 }),
      operation: 'none',
    }
    const record = follow(APP, [[20, { ...strange, spec: [1] }]], wanted)
    expect(record.verdict).toBe('healthy')
  })

  test('transitions are capped, and the verdict is made of all of them', () => {
    const objects = Array.from(
      { length: 12_000 },
      (_, index) => [index, index % 2 === 0 ? healthy : progressing] as const,
    )
    const record = follow(APP, [[0, before], ...objects, [12_000, healthy]], wanted)
    expect(record.transitions).toHaveLength(10_000)
    expect(record.transitionCount).toBeGreaterThan(11_000)
    expect(record.gaps.map(({ field }) => field)).toEqual(['transitions'])
    expect(record.verdict).toBe('healthy')
  })
})
