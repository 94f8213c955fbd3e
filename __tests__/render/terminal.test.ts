import { describe, expect, test } from '@jest/globals'
import { renderRunTimelineJson } from '../../src/render/timeline/run-timeline-report.ts'
import { aQuote } from './a-quote.ts'
import { aDocument, aPath, aTimelineJob, at } from './a-timeline.ts'
import { accountOfTimeline } from './account-of-timeline.ts'
import { printTimeline, renderTimeline } from './render-timeline.ts'

const failed = aTimelineJob('1', {
  name: 'scan',
  conclusion: 'failure',
  steps: [
    {
      ...{
        number: 4,
        name: 'Scan',
        state: 'executing',
        outcome: 'failure',
        source: 'api',
        resolutionMs: 1_000,
        clamped: false,
      },
      ...{ start: at('10:00:10'), end: at('10:02:00') },
    },
  ],
})
const held = aTimelineJob('2', { name: 'deploy', conclusion: 'skipped', shape: 'skipped', needs: ['1'], intervals: [] })
const document = aDocument({
  run: {
    ...aDocument().run,
    conclusion: 'failure',
    event: 'push',
    headBranch: 'main',
    headSha: 'c'.repeat(40),
    attempt: 2,
  },
  start: at('10:00:00'),
  end: at('10:02:00'),
  jobs: [
    {
      ...failed,
      failure: {
        class: 'command',
        confidence: 'medium',
        rule: 'exit-code',
        evidence: [{ line: 3, quote: 'exit code 1' }],
      },
    },
    held,
  ],
  criticalPath: aPath([failed]),
})
const quotes = new Map([['1', [aQuote('The database did not answer', { stepNumber: 4 })]]])
const ESCAPE = String.fromCharCode(27)

describe('the account for a terminal', () => {
  const shown = printTimeline(document, quotes, false)

  test('says where, what, why, what to do and what was held up, from the first line on', () => {
    expect(
      shown
        .split('\n')
        .filter(line => line !== '')
        .slice(0, 8),
    ).toEqual([
      '❌ scan failed at “Scan”: The database did not answer · attempt 2',
      '0 of 2 jobs succeeded, 1 failed, 1 skipped.',
      '✗ scan failed at step “Scan”',
      '  https://github.com/octo/app/actions/runs/5/job/1#step:4:1',
      '  │ The database did not answer',
      'Likely cause: a command ended with an error: exit code 1 (line 3). Medium confidence.',
      'Next: read the last lines of the step. Owner: author.',
      'Held up: deploy was skipped because of it.',
    ])
  })

  test('has colours only where they are asked for, and no mark of Markdown', () => {
    expect(shown).not.toContain(ESCAPE)
    expect(shown).not.toMatch(/\*\*|<code>|<details>|\]\(/)
    const painted = printTimeline(document, quotes, true)
    expect(painted).toContain(`${ESCAPE}[31m✗${ESCAPE}[39m`)
    expect(painted.replaceAll(new RegExp(`${ESCAPE}\\[\\d{1,2}m`, 'g'), '')).toBe(shown)
  })

  test('has the sections of the Markdown, in the same order', () => {
    const markdown = renderTimeline(document, quotes)
    const order = ['Likely cause:', 'Next:', 'Held up:', 'Where the 2 m went', 'Jobs']
    for (const text of [shown, markdown]) {
      const places = order.map(part => text.indexOf(part))
      expect(places.every(place => place >= 0)).toBe(true)
      expect(places).toEqual(places.toSorted((a, b) => a - b))
    }
  })

  test('the JSON has the same first failure, and no words of the step', () => {
    const json = renderRunTimelineJson(document, accountOfTimeline(document, new Map()))
    expect(JSON.parse(json).summary).toEqual({
      verdict: 'failure',
      counts: { jobs: 2, succeeded: 0, failed: 1, tolerated: 0, skipped: 1 },
      firstFailure: { jobId: '1', job: 'scan', step: 'Scan', class: 'command' },
      criticalPath: ['1'],
      totalMs: 120_000,
    })
    expect(json).not.toContain('database')
  })
})

test('of a run that ended well a skipped job is not one that failed', () => {
  const passed = aDocument({
    ...document,
    run: { ...document.run, conclusion: 'success' },
    jobs: [aTimelineJob('1'), held],
  })
  const shown = printTimeline(passed, new Map(), false)
  expect(shown).toContain('1 of 2 jobs succeeded, 1 skipped.')
  expect(shown).not.toContain('tolerated')
})
