import { describe, expect, it } from '@jest/globals'
import { compareWithLastGreen } from '../../src/compare/compare-with-past.ts'
import { toHistoryRun } from '../../src/history/to-history-run.ts'
import { renderCheckRun } from '../../src/render/check-run-body.ts'
import { renderRunReport } from '../../src/render/run-report.ts'
import type { HistoryRun } from '../../src/schema/history/history.ts'
import type { JobManifest } from '../../src/schema/job/job-manifest.ts'
import type { Finding } from '../../src/schema/run/finding.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { aRun } from './two-runs.ts'

const tool = (version: string): Partial<JobManifest> => ({
  replay: { lockfiles: [], env: [], deployManifests: [], tools: [{ name: 'node', version, source: 'runner' }] },
})
const green = (runId: string, version = '20.1.0', queueSeconds = 5): HistoryRun => ({
  ...toHistoryRun(aRun(runId, [{ key: 'test', queueSeconds, record: tool(version) }])),
  branch: 'main',
  conclusion: 'success',
})
const past = Array.from({ length: 12 }, (_, index) => green(String(40 - index)))
const thresholds = { samples: 10 }
const failed: RunManifest = {
  ...aRun('42', [{ key: 'test', conclusion: 'failure', record: tool('22.2.0') }]),
  result: 'failure',
}
const withLast = (manifest: RunManifest, found: Finding[] = [], otherDifferences: string[] = []): RunManifest => ({
  ...manifest,
  findings: {
    baseline: { from: 'cache', runs: past.length },
    found,
    otherDifferences,
    ignored: [],
    lastGreen: compareWithLastGreen({ manifest, past, thresholds }),
  },
})

describe('the comparison with the last green run', () => {
  it('names what moved in a job that failed', () => {
    expect(compareWithLastGreen({ manifest: failed, past, thresholds })).toMatchObject({
      runId: '40',
      branch: 'main',
      inputs: [{ kind: 'tool', name: 'node', before: '20.1.0', after: '22.2.0', jobs: ['test'], jobCount: 1 }],
      jobs: { compared: 1, notCompared: 0 },
    })
  })

  it('passes over a red run to the last green one', () => {
    const red = { ...green('41', '22.2.0'), conclusion: 'failure' as const }
    expect(compareWithLastGreen({ manifest: failed, past: [red, ...past], thresholds })?.runId).toBe('40')
  })

  it('names the phase of a run that took far longer than usual', () => {
    const slow: RunManifest = {
      ...aRun('42', [{ key: 'test', queueSeconds: 3_000, record: tool('20.1.0') }]),
      result: 'success',
    }
    expect(compareWithLastGreen({ manifest: slow, past, thresholds })?.slower).toEqual([
      expect.objectContaining({ job: 'test', phase: 'queue', beforeMs: 5_000, afterMs: 3_000_000 }),
    ])
  })

  it.each<readonly [string, RunManifest, readonly HistoryRun[]]>([
    ['a run like its past', { ...aRun('42', [{ key: 'test', record: tool('22.2.0') }]), result: 'success' }, past],
    ['a run without a green past', failed, past.map(run => ({ ...run, conclusion: 'failure' as const }))],
    [
      'a failed run of which nothing differs',
      { ...aRun('42', [{ key: 'test', conclusion: 'failure', record: tool('20.1.0') }]), result: 'failure' },
      past,
    ],
  ])('says nothing of %s', (_, manifest, runs) => {
    expect(compareWithLastGreen({ manifest, past: runs, thresholds })).toBeUndefined()
  })
})

describe('its part of the check run', () => {
  it('has at most eight lines, and no part on a run without it', () => {
    const { summary } = renderCheckRun(withLast(failed))
    const [, section = ''] = summary.split('### Compared with the last green run')
    const lines =
      section
        .split('\n###')[0]
        ?.split('\n')
        .filter(line => line.trim() !== '') ?? []
    expect(lines.join('\n')).toContain('**Tools**')
    expect(
      lines
        .filter(line => !line.includes('<'.concat('pre>')))
        .slice(0, 8)
        .join('\n'),
    ).toContain('Not in the history')
    expect(
      renderCheckRun({
        ...failed,
        findings: { ...withLast(failed).findings, lastGreen: undefined } as RunManifest['findings'],
      }).summary,
    ).not.toContain('last green')
  })

  it('does not repeat the subject of a finding', () => {
    const finding: Finding = {
      ...{ rule: 'environment-decay', severity: 'high', subject: { kind: 'tool', name: 'node' }, summary: 's' },
      ...{ evidence: [], confidence: 'high', reason: 'r', response: 'r', owner: 'author' },
    }
    expect(renderCheckRun(withLast(failed, [finding])).summary).not.toContain('last green')
  })

  it('is not repeated by the folded differences', () => {
    const lines = ['tool node 20.1.0 → 22.2.0 (test)', 'tool go 1.1 → 1.2 (test)']
    const report = renderRunReport(withLast(failed, [], lines))
    expect(report).not.toContain('tool node 20.1.0 → 22.2.0 (test)')
    expect(report).toContain('tool go 1.1 → 1.2')
  })
})
