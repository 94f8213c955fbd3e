import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { fixtureAction, run, SHA, step } from './harness.ts'

const recorded = process.env['PIPELINE_TRACE_RECORDED'] ?? join(import.meta.dirname, '../../../../shared/recorded')
const runs = join(recorded, 'runs/tt-metal')
const present = existsSync(runs)

/** What differs from job to job is taken out: names, numbers, commits, levels. */
const shape = (line: string): string =>
  line
    .replace(/'[^']*'/g, '…')
    .replace(/[0-9a-f]{40}/g, '<sha>')
    .replace(/^(Version|Image|Included Software|Image Release|Complete job name|Uses): .*/, '$1: …')
    .replace(/^[A-Z]\w+: (read|write)$/, '<permission>: <level>')
    .replace(/^ {2}[\w-]+: .*/, '<input>')
    .replace(/\d+(\.\d+)*/g, '<n>')

/** Lines of Set up job: from the first line to the job's name. */
const setUp = (text: string): readonly string[] => {
  const lines = text.split('\n').map(line => line.replace(/^\uFEFF?\d{4}-[\d-]+T[\d:.]+Z /, '').replace(/\r$/, ''))
  const end = lines.findIndex(line => line.startsWith('Complete job name'))
  return end < 0 ? [] : lines.slice(0, end + 1)
}

const recordedLogs = (): readonly string[] =>
  readdirSync(runs, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.log'))
    .map(file => readFileSync(join(runs, file), 'utf8'))

/** What real logs have and the lab's do not, with the reason. */
const LACKS = new Map([
  ['Testing runner upgrade compatibility', 'only on runners that update themselves'],
  ['##[group]Runner Image Provisioner', 'only on machines of GitHub'],
])

const labLogs = async (): Promise<readonly string[]> => {
  const actions = fixtureAction('octo/plain/v1', {})
  const called = {
    calledWorkflow: { uses: 'octo/app/.github/workflows/ci.yml@refs/heads/main', sha: SHA },
    contexts: {
      github: { repository: 'octo/app' },
      needs: {},
      inputs: { level: 3 },
      vars: {},
      secrets: {},
      matrix: null,
      strategy: {},
    },
  }
  const steps = [step({ uses: 'octo/plain@v1' })]
  const hosted = await run(steps, { actions, plan: called })
  const selfHosted = await run(steps, { actions, runner: { environment: 'self-hosted' } })
  return [hosted.text, selfHosted.text]
}

;(present ? describe : describe.skip)(`Set up job beside real logs${present ? '' : ' (no recorded data here)'}`, () => {
  test('every line of the lab has the shape of a real one, and what it lacks is listed', async () => {
    const real = new Set(recordedLogs().flatMap(setUp).map(shape))
    const lab = new Set((await labLogs()).flatMap(setUp).map(shape))
    expect(real.size).toBeGreaterThan(15)
    expect([...lab].filter(line => !real.has(line))).toEqual([])
    expect([...real].filter(line => !lab.has(line) && !LACKS.has(line))).toEqual([])
  })
})
