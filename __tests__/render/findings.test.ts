import { describe, expect, test } from '@jest/globals'
import { renderCheckRun } from '../../src/render/check-run-body.ts'
import { renderRunReport } from '../../src/render/run-report.ts'
import { renderRunText } from '../../src/render/timeline/run-timeline-report.ts'
import type { Finding, RunFindings } from '../../src/schema/run/finding.ts'
import { anInput } from '../findings/rules/finding-input.ts'

const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: 'runner-starvation',
  severity: 'medium',
  subject: { kind: 'label', name: 'ubuntu-latest' },
  summary: 'b waited 10 m for a runner.',
  evidence: [{ what: 'held box', job: 'a', jobId: '1', step: 'make', line: 7, source: 'log' }],
  confidence: 'high',
  reason: 'names and times',
  response: 'Add a runner.',
  owner: 'platform',
  owners: ['octo/ops'],
  ...more,
})
const run = (found: readonly Finding[], more: Partial<RunFindings> = {}) => {
  const { manifest } = anInput({
    a: { times: ['00:00', '00:00', '02:00'] },
    b: { times: ['02:00', '12:00', '20:00'], timed: { slack: { ifInstantMs: 600_000, ifNotQueuedMs: 600_000 } } },
  })
  const findings: RunFindings = {
    ...{ baseline: { from: 'none', runs: 0, reason: 'no history' }, otherDifferences: [], ignored: [] },
    ...{ found: [...found] },
    ...more,
  }
  return { ...manifest, warnings: [], unmatchedArtifacts: [], findings }
}

describe('the check run', () => {
  test('has the sentence, the subject, what to do, who can, and the rule', () => {
    const { summary } = renderCheckRun(run([finding()]))
    expect(summary).toContain(
      '| 🟠 | b waited 10 m for a runner. **Next:** Add a runner. _Owner: platform (octo/ops); rule runner-starvation._ | label <code>ubuntu-latest</code> |',
    )
  })

  test('does not repeat the fact that a finding covers', () => {
    expect(renderCheckRun(run([])).summary).toContain('🐢')
    expect(renderCheckRun(run([finding()])).summary).not.toContain('🐢')
    expect(renderCheckRun(run([finding({ subject: { kind: 'label', name: 'gpu' }, evidence: [] })])).summary).toContain(
      '🐢',
    )
  })

  test('shows five, and counts the others', () => {
    const many = Array.from({ length: 8 }, (_, index) =>
      finding({ subject: { kind: 'label', name: `l${index}` }, evidence: [] }),
    )
    const { summary } = renderCheckRun(run(many))
    expect(summary.match(/🟠/g)).toHaveLength(5)
    expect(summary).toContain('4 more in the report: findings, queues.')
  })

  test('shows as many as the configuration file allows', () => {
    const many = Array.from({ length: 8 }, (_, index) =>
      finding({ subject: { kind: 'label', name: `l${index}` }, evidence: [] }),
    )
    const shown = (mostFindings: number) => renderCheckRun(run(many), { mostFindings }).summary.match(/🟠/g) ?? []
    expect([0, 2, 8, 20].map(most => shown(most).length)).toEqual([0, 2, 8, 8])
  })

  test('a low finding stands after what counts against the record itself', () => {
    const manifest = run([finding({ severity: 'low' }), finding({ severity: 'high', rule: 'runner-overlap' })])
    const refused = { ...manifest, unmatchedArtifacts: [{ artifact: 'x', reason: 'forged-name' as const }] }
    const { summary } = renderCheckRun(refused)
    const places = ['🔴', 'Manifests not taken', '🟡'].map(mark => summary.indexOf(mark))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
  })
})

describe('report and terminal', () => {
  const manifest = run([finding()], {
    otherDifferences: ['image ubuntu24 1 → 2'],
    ignored: [{ rule: 'image-drift', subject: 'ubuntu-latest', until: '2026-12-31' }],
  })

  test.each([
    ['report', renderRunReport(manifest)],
    ['terminal', renderRunText(manifest, new Map(), { colour: false })],
  ])('the %s has evidence, confidence with its reason, other differences and what was ignored', (_, text) => {
    for (const part of ['Findings', 'a › “make”, line 7', 'held box (its log)', 'Confidence high: names and times.'])
      expect(text).toContain(part)
    for (const part of [
      'image ubuntu24 1 → 2',
      'image-drift: ubuntu-latest until 2026-12-31',
      'Compared with no past run: no history.',
    ])
      expect(text).toContain(part)
  })

  test('no section where there is nothing', () => {
    expect(renderRunReport(run([]))).not.toContain('### Findings')
  })
})

test.each([
  '[x](https://evil.example) | a | b |',
  '@octo/team #12 GH-3 https://evil.example www.evil.example',
  '<img src=x onerror=alert(1)></code></details><h1>x</h1>',
  '``` \n# H1 ** _ ~',
  '\u001b[31mred\u202e',
])('%j is inert in every place of a finding', hostile => {
  const manifest = run(
    [
      finding({
        ...{
          subject: { kind: 'job', name: hostile, jobId: '1' },
          summary: hostile,
          reason: hostile,
          response: hostile,
        },
        ...{ owners: [hostile], evidence: [{ what: hostile, job: hostile, step: hostile, url: hostile }] },
      }),
    ],
    { otherDifferences: [hostile], ignored: [{ rule: 'image-drift', subject: hostile }] },
  )
  for (const text of [renderCheckRun(manifest).summary, renderRunReport(manifest)]) {
    expect(text).not.toMatch(/[^\\]\]\(https:\/\/evil|@octo|#1|GH-3|https:\/\/evil|www\.e|<img|<\/h1|<h1|\n# H1|\u202e/)
    expect(text).not.toContain('\u001b')
  }
  const terminal = renderRunText(manifest, new Map(), { colour: false })
  for (const control of ['\u001b', '\u202e']) expect(terminal).not.toContain(control)
})
