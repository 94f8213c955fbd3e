import { describe, expect, test } from '@jest/globals'
import { duration, size } from '../../src/core/quantity.ts'
import { renderCheckRun } from '../../src/render/check-run-body.ts'
import { renderRunReport } from '../../src/render/run-report.ts'
import { code, html, link, text } from '../../src/render/text/markdown.ts'
import { assemble } from '../../src/render/text/section.ts'
import { aQuote } from './a-quote.ts'
import { anUnrecordedRun, aRunManifest } from './a-run.ts'

const bytes = (value: string): number => Buffer.byteLength(value)

describe('text of a run', () => {
  test.each([
    ['a|b', 'a\\|b'],
    ['`x`', '\\`x\\`'],
    ['<img src=x>', '&lt;img src=x&gt;'],
    ['&lt;', '&amp;lt;'],
    ['a\nb\r\n# c', 'a b \\#\u200b c'],
    ['@octocat', '@\u200boctocat'],
    ['[x](http://evil)', '\\[x\\](http:\u200b//evil)'],
    ['a\u0000\u001b[31mb', 'a\\\\u{0}\\\\u{1B}\\[31mb'],
    ['abc\u202egpj.exe', 'abc\\\\u{202E}gpj.exe'],
    ['\\', '\\\\'],
  ])('%j becomes %j', (given, shown) => {
    expect(text(given)).toBe(shown)
  })

  test('is cut', () => {
    expect(text('x'.repeat(400), 10)).toBe(`${'x'.repeat(9)}…`)
  })

  test('in fixed width or raw HTML opens no tag either', () => {
    expect(code('</code><b>')).toBe('<code>&lt;/code&gt;&lt;b&gt;</code>')
    expect(html('</summary>*')).toBe('&lt;/summary&gt;&#42;')
  })

  test.each([
    ['https://github.com/o/a/actions', '[x](https://github.com/o/a/actions)'],
    ['https://github.com.evil/o', 'x'],
    ['javascript:alert(1)', 'x'],
    ['https://github.com/o) [y](z', 'x'],
    [undefined, 'x'],
  ])('a link to %s is %s', (url, shown) => {
    expect(link('x', url, 'https://github.com')).toBe(shown)
  })
})

describe('a hostile run', () => {
  const NASTY =
    '@team <script>alert(1)</script> | `a` | [x](javascript:1) \n# H1\n| --- |\u202e ![](http://evil/x.png) :: x'
  const manifest = aRunManifest(2, () => NASTY)
  const shownOf = (run: typeof manifest): string => {
    const quotes = new Map(run.jobs.map(({ id = '' }) => [id, [aQuote(NASTY), aQuote(`##[error]${NASTY}`)]] as const))
    const { summary, text } = renderCheckRun(run, { quotes })
    return summary + text
  }
  test.each([
    ['check run', shownOf(manifest)],
    ['report', renderRunReport(manifest, new Map([['1', [aQuote(NASTY)]]]))],
    ['report of a run that nobody recorded', renderRunReport(anUnrecordedRun(2, () => NASTY))],
  ])('stays text in the %s', (_, markdown) => {
    expect(markdown).not.toMatch(/<script|@team|[^\\]\]\(javascript|\]\(http:\/\/evil|\u202e/)
    expect(markdown.split('\n').filter(line => line.startsWith('# '))).toEqual([])
    const columns = markdown
      .split('\n')
      .filter(line => line.startsWith('| '))
      .map(line => line.replace(/\\\|/g, '').split('|').length)
    expect(new Set(columns).size).toBeLessThanOrEqual(6)
    expect(columns.length).toBeGreaterThan(5)
  })
})

describe('limits', () => {
  const big = aRunManifest(300, index => `job ${index} ${'é'.repeat(100)}`)

  test('a check run of 300 jobs fits, starts with the answer and says what was cut', () => {
    const { title, summary, text: tail } = renderCheckRun(big)
    expect(title.length).toBeLessThanOrEqual(255)
    expect(bytes(summary) + bytes(tail)).toBeLessThan(30_000)
    const [first, , counts] = summary.split('\n')
    expect(first).toContain('the rows of most of the 300 jobs')
    expect(counts).toBe('299 of 300 jobs succeeded, 1 failed.')
    expect(summary.indexOf('### ❌ [job 0')).toBeGreaterThan(0)
    expect(
      `${summary}\n${tail}`
        .split('\n')
        .filter(line => line.startsWith('| '))
        .every(line => line.endsWith(' |')),
    ).toBe(true)
  })

  test('a report of 300 jobs fits into a summary and names every job', () => {
    const report = renderRunReport(big)
    expect(bytes(report)).toBeLessThanOrEqual(1_048_576)
    for (const index of [0, 150, 299]) expect(report).toContain(`job ${index} `)
  })

  test('sections are cut between rows, later ones first', () => {
    const section = (title: string, rows: number) => ({
      title,
      blocks: ['head\n', ...Array.from({ length: rows }, (_, row) => `${title} ${row}\n`)],
    })
    const out = assemble([section('one', 3), section('two', 500), section('three', 1)], 1_500)
    expect(bytes(out)).toBeLessThanOrEqual(1_500)
    expect(out).toContain('one 2\n')
    expect(out).toMatch(/of 500 rows of “two”/)
  })

  test('nothing is said to be cut when nothing was', () => {
    expect(assemble([{ title: '', blocks: ['a'] }], 10_000)).toBe('a')
  })
})

describe('a job that only its log tells of', () => {
  const one = anUnrecordedRun(1, () => 'unit')
  const rowsOf = (manifest: typeof one, title: string): readonly string[] =>
    (renderRunReport(manifest).split(`### ${title}\n`)[1] ?? '').split('\n### ')[0]?.split('\n').slice(3) ?? []

  test.each([
    [
      'Caches',
      /^\| unit \(from its log\) \| unit \| restore \| <code>unit<\/code>, else <code>unit<\/code> \| partial, medium confidence \|/,
    ],
    ['Runners and images', /^\| unit \(from its log\) \| .* \| unit \| unit \|$/],
    ['Actions', /^\| unit@\u200bunit \| <code>c{40}<\/code>, medium confidence \| 1 job \(1 from its log\) \|$/],
    ['Jobs', /\| 1 partial, from its log \| 1 \(2\.0 kB\), from its log \|$/],
  ])('stands under %s like a recorded one, and is marked', (title, row) => {
    expect(rowsOf(one, title)).toContainEqual(expect.stringMatching(row))
  })

  test('made the artifact that its log and no other names', () => {
    const listed = { ...one, artifacts: [{ name: 'site', id: '7', source: 'results' as const }] }
    expect(rowsOf(listed, 'Artifacts')).toContainEqual('| site | unit (from its log) | – | – |')
    const two = anUnrecordedRun(2, index => `unit ${index}`)
    expect(rowsOf({ ...two, artifacts: listed.artifacts }, 'Artifacts')).toContainEqual('| site | – | – | – |')
  })

  test('is not said to have used nothing where its log names nothing', () => {
    const [job] = one.jobs
    if (job?.log === undefined) throw new Error('no log')
    const silent = { ...one, jobs: [{ ...job, log: { ...job.log, caches: [], artifacts: [] } }] }
    const [row] = rowsOf(silent, 'Jobs')
    expect(row).toContain('not recorded')
    expect(row).not.toMatch(/\bnone\b/)
  })
})

describe('the answer', () => {
  test('names the failed job, its step and the cause', () => {
    const { title, summary } = renderCheckRun(aRunManifest(3, index => `unit ${index}`))
    expect(title).toBe('❌ unit 0 failed at “unit 0”: a command ended with an error')
    expect(summary.split('\n').find(line => line.startsWith('### '))).toBe(
      '### ❌ [unit 0](https://github.com/octo/app/actions/runs/5/job/1) failed at step [“unit 0”](https://github.com/octo/app/actions/runs/5/job/1#step:2:1)',
    )
  })

  test('puts jobs that need a look first', () => {
    const rows = renderCheckRun(aRunManifest(3, index => (index === 0 ? 'zz' : `aa ${index}`)))
      .text.split('\n')
      .filter(line => line.startsWith('| ['))
    expect(rows[0]).toContain('[zz]')
  })

  test.each(['recorded', 'carried-over'] as const)(
    'says of a contradicted job that is %s what differs, before where the time went',
    presence => {
      const honest = aRunManifest(3, index => `unit ${index}`)
      const field = {
        field: 'image.version',
        agreement: 'contradicted' as const,
        values: [
          { source: 'runner' as const, value: '2' },
          { source: 'log' as const, value: '1' },
        ],
      }
      const jobs = honest.jobs.map((job, index) =>
        index === 2 ? { ...job, presence, agreement: 'contradicted' as const, fields: [field] } : job,
      )
      const { summary, text: tail } = renderCheckRun({ ...honest, jobs })
      const lines = `${summary}\n${tail}`.split('\n')
      const at = (part: string) => lines.findIndex(line => line.includes(part))
      expect(lines[at('1 job contradicted')]).toContain('of 3 jobs recorded')
      expect(lines.filter(line => line.startsWith('| [unit 2]') && line.includes('contradicted'))).toHaveLength(1)
      expect(lines).toContain(
        '| ⚠️ | Contradicted: <code>image.version</code> is <code>2</code> by the runner, <code>1</code> by the log | [unit 2](https://github.com/octo/app/actions/runs/5/job/3) |',
      )
      expect(at('Contradicted: ')).toBeLessThan(at('### Where the '))
      expect(renderCheckRun(honest).summary.toLowerCase()).not.toContain('contradicted')
    },
  )
})

test.each([
  [undefined, '–'],
  [0, '0 s'],
  [850, '850 ms'],
  [59_600, '1 m'],
  [370_000, '6 m 10 s'],
  [7_500_000, '2 h 5 m'],
])('%p ms is %s', (millis, shown) => {
  expect(duration(millis)).toBe(shown)
})

test.each([
  [undefined, '–'],
  [512, '512 B'],
  [1_400, '1.4 kB'],
  [12_000_000, '12.0 MB'],
])('%p bytes are %s', (count, shown) => {
  expect(size(count)).toBe(shown)
})
