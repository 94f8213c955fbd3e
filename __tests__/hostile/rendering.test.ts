import { describe, expect, test } from '@jest/globals'
import { renderJson, renderText } from '../../src/cli/verification-text.ts'
import type { FailureQuotes } from '../../src/findings/failures/quotes.ts'
import { renderCheckRun } from '../../src/render/check-run-body.ts'
import { renderRunReport } from '../../src/render/run-report.ts'
import { renderRunTimelineJson } from '../../src/render/timeline/run-timeline-report.ts'
import { readRunManifest } from '../../src/schema/read-manifest.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { type RunTimeline, runTimeline } from '../../src/schema/run/run-timeline.ts'
import { aQuote } from '../render/a-quote.ts'
import { accountOfTimeline } from '../render/account-of-timeline.ts'
import { printTimeline, renderTimeline } from '../render/render-timeline.ts'
import { capOf, fullDocument, HARMLESS, INJECTIONS, MIXTURE, nameOf, textLeaves } from './manifest-cases.ts'
import { type Leaf, withValue } from './schema-instance.ts'
import { skeleton, UNPRINTABLE } from './skeleton.ts'

/** The full document with this text at these places, read as a reader reads it. */
const manifestWith = (leaves: readonly Leaf[], text: string): RunManifest =>
  readRunManifest(Buffer.from(JSON.stringify(fill('run-manifest', leaves, text)))).value
const timelineWith = (leaves: readonly Leaf[], text: string): RunTimeline =>
  runTimeline.parse(fill('run-timeline', leaves, text))
const fill = (kind: keyof typeof DOCUMENTS, leaves: readonly Leaf[], text: string) =>
  leaves.reduce((document, leaf) => withValue(document, leaf.path, text.slice(0, capOf(leaf))), DOCUMENTS[kind].value)

const DOCUMENTS = { 'run-manifest': fullDocument('run-manifest'), 'run-timeline': fullDocument('run-timeline') }
const TEXTS = {
  'run-manifest': textLeaves(DOCUMENTS['run-manifest'].leaves),
  'run-timeline': textLeaves(DOCUMENTS['run-timeline'].leaves),
}

/** Everything that is made of a run manifest and shown as Markdown; then what is shown as plain text. */
const markdownOf = (manifest: RunManifest, quoted: string) => {
  const quotes = quotesOf(manifest.jobs, quoted)
  const { summary, text } = renderCheckRun(manifest, { quotes })
  return [renderRunReport(manifest, quotes), summary, text]
}

/** Every job's failed step wrote the same. */
const quotesOf = (jobs: readonly { readonly id?: string | undefined }[], text: string): FailureQuotes =>
  new Map(jobs.flatMap(({ id }) => (id === undefined ? [] : [[id, [aQuote(text)]] as const])))

const withDurationsOf = (document: RunTimeline, printed: RunTimeline['jobs']): RunTimeline['jobs'] =>
  printed.map(({ durationMs: _, ...job }, index) => {
    const durationMs = document.jobs[index]?.durationMs
    return durationMs === undefined ? job : { ...job, durationMs }
  })

/** Our own colours, which are all that a terminal obeys. */
const withoutColours = (shown: string): string =>
  shown.replaceAll(new RegExp(`${ESCAPE}\\[(?:1|2|22|31|32|39)m`, 'g'), '')
const ESCAPE = String.fromCharCode(27)

const plainOf = (manifest: RunManifest) => {
  const { title, annotations } = renderCheckRun(manifest)
  return [title, ...annotations.flatMap(({ title, message }) => [title, message])]
}

test('a reader would notice: the texts do come up in what is rendered', () => {
  const [report = '', summary = '', tail = ''] = markdownOf(manifestWith(TEXTS['run-manifest'], MIXTURE), MIXTURE)
  expect(report.split('zq9').length).toBeGreaterThan(50)
  expect(`${summary}${tail}`.split('zq9').length).toBeGreaterThan(15)
  expect(skeleton(`${MIXTURE}\n`)).not.toBe(skeleton(`${HARMLESS}\n`))
})

describe('the same marks as for a harmless word, with hostile text in every field at once', () => {
  test.each(Object.entries(INJECTIONS))('run manifest: %s', (_, text) => {
    const hostile = manifestWith(TEXTS['run-manifest'], text)
    const harmless = manifestWith(TEXTS['run-manifest'], HARMLESS)
    expect(markdownOf(hostile, text).map(skeleton)).toEqual(markdownOf(harmless, HARMLESS).map(skeleton))
    for (const one of plainOf(hostile)) expect(one).not.toMatch(UNPRINTABLE)
  })

  test.each(Object.entries(INJECTIONS))('run timeline: %s', (_, text) => {
    const hostile = timelineWith(TEXTS['run-timeline'], text)
    const harmless = timelineWith(TEXTS['run-timeline'], HARMLESS)
    expect(skeleton(renderTimeline(hostile, quotesOf(hostile.jobs, text)))).toBe(
      skeleton(renderTimeline(harmless, quotesOf(harmless.jobs, HARMLESS))),
    )
    const json = renderRunTimelineJson(hostile, accountOfTimeline(hostile, new Map()))
    expect(json.replaceAll('\n', '')).not.toMatch(UNPRINTABLE)
    const printed = runTimeline.parse(JSON.parse(json))
    // Both are counted from the rest when it is printed.
    expect({ ...printed, summary: hostile.summary, jobs: withDurationsOf(hostile, printed.jobs) }).toEqual(hostile)
    for (const colour of [true, false]) {
      const shown = printTimeline(hostile, quotesOf(hostile.jobs, text), colour)
      for (const line of withoutColours(shown).split('\n')) expect(line).not.toMatch(UNPRINTABLE)
    }
  })

  test.each(Object.entries(INJECTIONS))('the answer of verify: %s', (_, text) => {
    const verification = {
      main: undefined,
      missing: [text],
      sections: [{ subject: text, checks: [{ id: text, result: 'fail' as const, reason: text }] }],
    }
    const verdict = { text, result: 'not-verified' as const }
    const lines = renderText({ ...verification, verdict }, [text]).split('\n')
    expect(lines).toHaveLength(
      renderText({ ...verification, verdict: { ...verdict, text: '' } }, ['']).split('\n').length,
    )
    for (const one of lines) expect(one).not.toMatch(UNPRINTABLE)
    const json = renderJson({ ...verification, verdict }, [text])
    expect(json.replaceAll('\n', '')).not.toMatch(UNPRINTABLE)
    expect(JSON.parse(json)).toMatchObject({ verdict: text, missing: [text] })
  })
})

describe('the same marks as for a harmless word, with hostile text in one field', () => {
  test.each(TEXTS['run-manifest'].map(leaf => [nameOf(leaf), leaf] as const))('run manifest: %s', (_, leaf) => {
    const [hostile, harmless] = [manifestWith([leaf], MIXTURE), manifestWith([leaf], HARMLESS)]
    expect(markdownOf(hostile, MIXTURE).map(skeleton)).toEqual(markdownOf(harmless, HARMLESS).map(skeleton))
    for (const one of plainOf(hostile)) expect(one).not.toMatch(UNPRINTABLE)
  })
})
