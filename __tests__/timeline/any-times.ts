import fc from 'fast-check'
import type { ControlTrace } from '../../src/schema/observed/run-observation.ts'
import { fromInstant, toInstant } from '../../src/timeline/instant.ts'

/** Any instant of a quarter of an hour, in whole seconds as REST gives them or sharper, in any order. */
export const instant = fc.oneof(
  fc.integer({ min: 0, max: 900 }).map(seconds => seconds * 1_000_000),
  fc.integer({ min: 0, max: 900_000_000 }),
)
export const base = toInstant('2026-03-01T10:00:00Z') ?? 0
/** As many decimals as sources give: none, three, six or seven. */
export const time = fc.tuple(instant, fc.boolean()).map(([micros, fine]) => {
  const written = fromInstant(base + micros)
  return fine && /\.\d{6}Z$/.test(written) ? written.replace('Z', '7Z') : written
})
export const maybe = fc.option(time, { nil: undefined })

const NAMES = [
  'Set up job',
  'Initialize containers',
  'Pre Run actions/cache@v4',
  'Run actions/cache@v4',
  'Run actions/checkout@v4',
  'Run npm ci',
  'Run npm test',
  'Run actions/upload-artifact@v4',
  'Post to the channel',
  'Post Run actions/cache@v4',
  'Complete job',
]

/** Half of them end after they began. */
const ends = fc.tuple(maybe, maybe, fc.boolean()).map(([a, b, inOrder]) => {
  const [startedAt, completedAt] = inOrder && a !== undefined && b !== undefined && b < a ? [b, a] : [a, b]
  return { startedAt, completedAt }
})

const named = fc.record({
  number: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
  name: fc.constantFrom(...NAMES),
  outcome: fc.constantFrom('success', 'failure', 'cancelled', 'skipped', undefined),
  source: fc.constant('api' as const),
})

export const step = fc.tuple(named, ends).map(([one, times]) => ({ ...one, ...times }))

export const trace: fc.Arbitrary<ControlTrace> = fc.record({
  admittedAt: maybe,
  queuedAt: maybe,
  assignedAt: maybe,
  runnerAt: maybe,
  saidBusy: fc.boolean(),
  resolutionMs: fc.constantFrom(1, 0.0001),
})
