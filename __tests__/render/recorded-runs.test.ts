import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, jest, test } from '@jest/globals'
import * as z from 'zod/mini'
import { renderFolder } from '../../scripts/pictures/render-folder.ts'
import { aFolder, removeFolders } from '../run/observe-twice.ts'

// A run of a thousand jobs is read from its files on a busy machine.
jest.setTimeout(120_000)

const RUNS = resolve(process.env['PIPELINE_TRACE_RECORDED'] ?? '../shared/recorded', 'runs')
const isHere = existsSync(RUNS)
if (!isHere) console.log(`skipped: ${RUNS} is not here, so no recorded run is rendered`)

const answer = z.looseObject({ jobs: z.array(z.looseObject({ id: z.number(), name: z.string() })) })
type Answer = z.output<typeof answer>

const readJobs = (run: string): Answer => {
  const value: unknown = JSON.parse(readFileSync(join(RUNS, run, 'workflow_jobs.json'), 'utf8'))
  return z.parse(answer, Array.isArray(value) ? value[0] : value)
}

/** Writes the run as an offline folder, with as many copies of its jobs as give `count`. */
const toFolder = (run: string, count?: number): string => {
  const folder = aFolder()
  const { jobs } = readJobs(run)
  const all = Array.from({ length: count ?? jobs.length }, (_, index) => {
    const job = jobs[index % jobs.length]
    const copy = Math.floor(index / jobs.length)
    return copy === 0 ? job : { ...job, id: (job?.id ?? 0) + copy, name: `${job?.name} (${copy})` }
  })
  cpSync(join(RUNS, run, 'workflow.json'), join(folder, 'run.json'))
  writeFileSync(join(folder, 'jobs.json'), JSON.stringify({ total_count: all.length, jobs: all }))
  mkdirSync(join(folder, 'logs'))
  for (const file of readdirSync(join(RUNS, run), { recursive: true, encoding: 'utf8' }))
    if (/\/\d+\.log$/.test(file))
      cpSync(join(RUNS, run, file), join(folder, 'logs', `${file.split('/').at(-1)?.slice(0, -'.log'.length)}.txt`))
  return folder
}

const LARGE = 'tt-metal/tt_train_post_commit_ctest_13858791332'

afterAll(removeFolders)

;(isHere ? describe : describe.skip)('a recorded run', () => {
  test.each([
    [LARGE, 'tt-train-cpp-unit-tests (wormhole_b0, N300) / tt-train wormhole_b0 N300', 'tt-train tests'],
    ['tt-github-actions/12084081698', 'test / tests (n150, run)', 'Run ONNX tests'],
    ['tt-github-actions/12083382635', 'build-and-test / run-tests (p150, ON, perf)', 'Run perf tests'],
  ])('%s: the first block names job, step, cause, what to do and who', async (run, job, step) => {
    const markdown = (await renderFolder(toFolder(run))).replaceAll('\\', '')
    const [, block = ''] = markdown.split('### ❌ ')
    expect(block).toContain(`[${job}](`)
    expect(block).toContain(`[“${step}”](`)
    expect(block).toContain('**Likely cause:** tests failed: no error line of the step was read. _Low confidence._')
    expect(block).toMatch(/\*\*Next:\*\* .+ _Owner: author\._/)
    expect(markdown).toContain('No job was recorded: read from GitHub’s API')
    expect(markdown).not.toContain('not recorded')
  })

  test('that passed names its largest part and the step that took most of it', async () => {
    const [title] = (await renderFolder(toFolder('tt-github-actions/11236784732'))).split('\n')
    expect(title).toBe(
      '# ✅ Passed in 34 m 3 s · largest part: build-and-test (runner) running, 33 m 7 s, mostly “Build”',
    )
  })

  test('multiplied stays small, and no failure is cut', async () => {
    const sizes = new Map<number, number>()
    for (const count of [60, 300, 1_000]) {
      const markdown = await renderFolder(toFolder(LARGE, count))
      sizes.set(count, Buffer.byteLength(markdown))
      const failed = Math.floor(count / 14) * 2
      expect(markdown).toMatch(new RegExp(`^# ❌ ${failed} of ${count} jobs failed · first: `))
      expect(markdown).toContain(`❌ ${failed - 3} more jobs failed: `)
      expect(markdown).not.toContain('Cut to the size')
    }
    expect(sizes.get(1_000)).toBeLessThan(30_000)
    expect(((sizes.get(1_000) ?? 0) - (sizes.get(60) ?? 0)) / 940).toBeLessThan(20)
  })
})
