import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import * as z from 'zod/mini'
import { findingsDocument } from '../../src/schema/run/finding.ts'
import { runTimeline } from '../../src/schema/run/run-timeline.ts'
import { runCompiledCli } from '../cli/run-cli.ts'
import { runFaultsOf } from './run-faults.ts'

const folder = '__tests__/samples/lab-run'
const read = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8')

/** Made by scripts/record-lab-run.ts: matrix, needs, a re-run, a reviewed environment, a skipped job, two manifests. */
describe('the recorded run of the lab', () => {
  test.each([
    ['json', 'report.json'],
    ['markdown', 'report.md'],
  ])(
    'as %s is byte for byte what was committed',
    async (format, name) => {
      const { code, stdout } = await runCompiledCli(['report', '--offline', `${folder}/recording`, '--format', format])
      expect(code).toBe(0)
      expect(stdout).toBe(read(name))
    },
    60_000,
  )

  test('as findings is their document, with those of the JSON', async () => {
    const { code, stdout } = await runCompiledCli([
      'report',
      '--offline',
      `${folder}/recording`,
      '--format',
      'findings',
    ])
    expect(code).toBe(0)
    const { found, baseline } = z.parse(findingsDocument, JSON.parse(stdout))
    expect(JSON.parse(read('report.json'))).toMatchObject({ findings: { found, baseline } })
    expect(found.length).toBeGreaterThan(0)
  }, 60_000)

  test('tells apart what happened in it', () => {
    const document = z.parse(runTimeline, JSON.parse(read('report.json')))
    expect(runFaultsOf(document)).toEqual([])
    expect(document.jobs.map(({ name, shape, joinedBy }) => `${name}: ${shape}, ${joinedBy}`).toSorted()).toEqual([
      'deploy: normal, name',
      'flaky: normal, name',
      'notify: skipped, name',
      'test (20): carried-over, manifest',
      'test (24): carried-over, manifest',
    ])
    expect(document).toMatchObject({
      complete: true,
      edges: 'known',
      run: { attempt: 2, conclusion: 'success' },
      attempts: [
        { kind: 'first', conclusion: 'failure' },
        { kind: 're-run', conclusion: 'success' },
      ],
      retries: [{ name: 'flaky', failed: { attempt: 1 }, passed: { attempt: 2 } }],
      protection: [
        { kind: 'environment', environment: 'production', state: 'passed', by: ['mona'], owner: 'approver' },
      ],
    })
    const path = document.criticalPath?.segments.map(({ job, state }) => `${job}: ${state}`) ?? []
    expect(path).toContain('flaky: executing')
    expect(path).toContain('deploy: waiting-for-policy')
    expect(path.at(-1)).toBe('deploy: deploying')
  })
})
