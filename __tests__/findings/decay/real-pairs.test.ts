import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@jest/globals'
import { compareInputs } from '../../../src/findings/decay/compare-inputs.ts'
import { findNamedInputs } from '../../../src/findings/decay/named-inputs.ts'
import { listInputs } from '../../../src/history/job-inputs.ts'
import { readLog } from '../../../src/log/read-log.ts'
import { ALL_READERS } from '../../../src/log/readers.ts'
import { toLogRecord } from '../../../src/log/to-log-record.ts'

const RUNS = resolve('../shared/recorded/runs')
const isPresent = existsSync(RUNS)

type ListedJob = {
  readonly id: number
  readonly name: string
  readonly head_sha: string
  readonly conclusion: string | null
}

const listFiles = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name))

const files = isPresent ? listFiles(RUNS) : []
const jobs = files
  .filter(file => file.endsWith('workflow_jobs.json'))
  .flatMap(file => (JSON.parse(readFileSync(file, 'utf8')) as { jobs: readonly ListedJob[] }).jobs)

/** The name without the values of a matrix: legs of one matrix are pairs of one commit. */
const toBase = ({ name }: ListedJob): string => name.replace(/\s*\(.*$/, '')

const readJob = async (job: ListedJob) => {
  const file = files.find(one => new RegExp(`(?:^|[/_])${job.id}[^/]*\\.(?:txt|log)$`).test(one))
  if (file === undefined) return undefined
  const reading = await readLog([readFileSync(file)], ALL_READERS)
  const inputs = listInputs({
    log: toLogRecord(reading, undefined, undefined),
    packages: reading.packages.map(({ value }) => value),
  })
  const stated = reading.errorLines.map(({ line, value }) => ({ line, text: value.text }))
  const signs = reading.failures.flatMap(({ line, value }) => ('text' in value ? [{ line, text: value.text }] : []))
  return { inputs, lines: [...stated, ...signs] }
}

/**
 * Every pair is taken for one of the same commit, and every error line of the log for one of the failed step: the rule
 * itself is stricter in both.
 */
;(isPresent ? test : test.skip)(
  `real pairs of a failed and a passed job${isPresent ? '' : ' (no recorded data here)'}`,
  async () => {
    const failed = jobs.filter(({ conclusion }) => conclusion === 'failure')
    const pairs = failed.flatMap(bad =>
      jobs.filter(one => one.conclusion === 'success' && toBase(one) === toBase(bad)).map(good => ({ bad, good })),
    )
    let [compared, different] = [0, 0]
    const fired: string[] = []
    for (const { bad, good } of pairs) {
      const [after, before] = await Promise.all([readJob(bad), readJob(good)])
      if (after === undefined || before === undefined) continue
      compared += 1
      const differences = compareInputs(before.inputs, after.inputs)
      if (differences.length > 0) different += 1
      const names = findNamedInputs(after.lines, after.inputs)
      const tied = differences.filter(({ kind, name }) => names.some(one => one.kind === kind && one.name === name))
      fired.push(...tied.map(({ name }) => `${bad.name}: ${name}`))
    }
    console.log(
      `${jobs.length} jobs, ${failed.length} failed, ${pairs.length} pairs, ${compared} with both logs, ${different} with a difference, ${fired.length} findings`,
    )
    expect(jobs.length).toBeGreaterThan(100)
    expect(fired).toEqual([])
  },
  120_000,
)
