import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { parseDigestLine } from '../../src/core/artifact-name.ts'
import { manifestOf, type Recorded, type RecorderLab, startRecorderLab } from '../recorder/recorder-lab.ts'
import { putOrdinaryJob } from '../recorder/runner-files.ts'
import { canMount, FILE_SYSTEM_STATES, type FileSystemState, type Settings } from './file-system-states.ts'
import { watchMemory } from './process-tree.ts'

/**
 * Seconds of `time-budget`: the first is the one of the suite. A busy machine may have no time for three seconds of work, which
 * is no fault of the state; one that holds post holds it for the longer budgets too.
 */
const BUDGETS_S = [3, 6, 12, 40] as const
/** Times the budget: no assertion on the clock, but an end. */
const HARD_STOP = 3

/** Of two tries: each lists artifacts and asks for labels; one uploads. */
const MAX_REQUESTS = 12

let lab: RecorderLab
const undo: (() => void)[] = []

beforeEach(async () => {
  lab = await startRecorderLab()
  putOrdinaryJob(lab)
})

afterEach(async () => {
  for (const one of undo.splice(0)) one()
  await lab.stop()
})

const put = (state: FileSystemState): Settings => {
  const eventFile = join(lab.root, 'event.json')
  writeFileSync(eventFile, '{}')
  const place = {
    root: lab.root,
    workspace: join(lab.root, '_work/app/app'),
    temp: join(lab.root, '_work/_temp'),
    eventFile,
    backendId: lab.job.backendId,
    onEnd: (one: () => void) => undo.push(one),
  }
  state.put?.(place)
  const settings = state.settings?.(place)
  return { ...settings, environment: { GITHUB_EVENT_PATH: eventFile, ...settings?.environment } }
}

const post = async (name: string, budget: number, { inputs, environment, through }: Settings): Promise<Recorded> => {
  const memory = watchMemory()
  const before = lab.services.requests.length
  const recorded = await lab.start('post', {
    program: 'dist/post/index.js',
    hardStopMs: HARD_STOP * budget * 1_000,
    inputs: { 'time-budget': String(budget), ...inputs },
    ...(environment === undefined ? {} : { environment }),
    ...(through === undefined ? {} : { through }),
    onStart: memory.start,
  })
  const peak = memory.stop()
  const requests = lab.services.requests.length - before
  console.info(`${name}, ${budget} s: ${(recorded.durationMs / 1_000).toFixed(1)} s, ${peak} MB, ${requests} requests`)
  expect(requests).toBeLessThanOrEqual(MAX_REQUESTS)
  return recorded
}

/** 409: a request of the try before, which was ended, came after its artifacts had been cleared away. */
const isLate = ({ log }: Recorded): boolean =>
  /not done in time|did not finish within|no time was left|: DEADLINE|CreateArtifact: HTTP 409/.test(log)

/** Every try ends with exit code 0; the last that was made is what the state is evaluated by. */
const untilInTime = async (name: string, settings: Settings): Promise<Recorded> => {
  for (const budget of BUDGETS_S) {
    const recorded = await post(name, budget, settings)
    expect([recorded.code, recorded.log]).toEqual([0, recorded.log])
    if (!isLate(recorded) || budget === BUDGETS_S.at(-1)) return recorded
    lab.services.state.artifacts.clear()
  }
  throw new Error('no budget')
}

describe('whatever a step left in the file system, post ends and its manifest is there', () => {
  const mounts = canMount()
  const states = FILE_SYSTEM_STATES.filter(({ needsMounts }) => mounts || needsMounts !== true)
  if (!mounts) console.info('no mounts here: the states that need them are left out')

  test.each(states)(
    '$name',
    async state => {
      const settings = put(state)
      const recorded = await untilInTime(state.name, settings)
      const line = parseDigestLine(recorded.digestLines.at(-1) ?? '')
      // It goes up from memory: no disk has to have room for it.
      expect([line?.jobId, line?.notUploaded, recorded.log]).toEqual([String(lab.job.id), undefined, recorded.log])
      expect(manifestOf(recorded).job.id?.value).toBe(String(lab.job.id))
      // One line per thing that was lost, and nothing of a library in the log.
      expect(recorded.notices.length).toBeLessThanOrEqual(1)
    },
    120_000,
  )
})
