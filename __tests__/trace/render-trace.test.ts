import { expect, test } from '@jest/globals'
import * as z from 'zod/mini'
import { renderTrace } from '../../src/render/questions/render-trace.ts'
import { type TraceDocument, traceDocument } from '../../src/schema/questions/trace-document.ts'
import { answerQuestion } from '../../src/trace/answer-question.ts'
import { joinFacts } from '../../src/trace/facts.ts'
import type { TraceQuestion } from '../../src/trace/question.ts'
import { toTraceFacts } from '../../src/trace/to-facts.ts'
import { aRunManifest, digest, type Run } from './a-run-manifest.ts'

const document = (question: TraceQuestion, runs: readonly Run[]): TraceDocument => ({
  ...{ kind: 'trace', schemaVersion: '1.0.0', tool: { name: 'pipeline-trace', version: '0' } },
  question: { kind: question.kind, value: question.value },
  ...answerQuestion(joinFacts(runs.map(run => toTraceFacts(aRunManifest(run), `run-${run.id}`))), question),
  manifests: runs.map(({ id }) => ({
    ...{ place: `run-${id}`, repository: 'octo/app', runId: id, attempt: 1, reportedAt: '2026-03-01T10:00:00Z' },
    signature: 'unsigned',
  })),
  searched: { places: ['runs'], manifests: runs.length, read: runs.length, refused: [], notSearched: [] },
})

const BUILD: Run = { id: '41', makes: [7] }
const DEPLOY: Run = { id: '42', uses: [7], deploysTo: 'staging', approvedBy: ['mona'], at: '2026-03-02T10:00:00Z' }
const STAGING = { kind: 'environment', value: 'staging' } as const

const firstLine = (runs: readonly Run[], question: TraceQuestion = STAGING): string =>
  renderTrace(document(question, runs), 'text', false).split('\n')[0] ?? ''

test('the first line is the answer', () => {
  expect(firstLine([BUILD, DEPLOY])).toBe(
    'artifact app-7 sha256:000000070000 reached staging at 2026-03-02T10:00:00Z, by job job of 42 of run 42, approved by mona at 2026-03-02T10:00:00Z (required-reviewers); made by job job of 41 of run 41 from commit 000000010000 of octo/app.',
  )
  expect(firstLine([{ ...DEPLOY, uses: [] }])).toMatch(/^What was deployed is not known: it reached staging/)
  expect(firstLine([{ ...DEPLOY, state: 'rejected' }])).toContain('was rejected for staging')
  expect(firstLine([{ ...DEPLOY, state: 'waiting', approvedBy: undefined }])).toContain('waits for staging')
  expect(firstLine([BUILD], { kind: 'digest', value: digest(7).slice(7) })).toContain('reached no environment')
  expect(firstLine([BUILD])).toBe('No manifest that was searched names a deployment to the environment staging.')
})

test('an unsigned manifest proves nothing, and the answer says so', () => {
  expect(renderTrace(document(STAGING, [DEPLOY]), 'text', false)).toContain('unsigned: what it states may be false')
})

const ESCAPE = String.fromCharCode(27)

test('names with terminal escapes and Markdown do nothing', () => {
  const hostile = `${ESCAPE}[31m<img src=x> [a](https://evil.example) @octocat\n| x | \``
  const runs = [
    { ...BUILD, name: hostile, workflow: hostile },
    { ...DEPLOY, name: hostile, deploysTo: hostile, approvedBy: [hostile] },
  ]
  const answered = document({ kind: 'environment', value: hostile }, runs)
  expect(answered.answer).toBe('found')
  const [text, markdown, json] = (['text', 'markdown', 'json'] as const).map(form => renderTrace(answered, form, false))
  for (const shown of [text, markdown, json]) expect(shown).not.toContain(ESCAPE)
  expect(markdown).not.toMatch(/<img|\]\(https:\/\/evil|@octocat/)
})

test('the document fits its schema', () => {
  const made = Array.from({ length: 4_000 }, (_, index) => index + 1)
  for (const runs of [
    [BUILD, DEPLOY],
    [{ ...BUILD, makes: made }, DEPLOY],
  ])
    expect(
      z.safeParse(traceDocument, document({ kind: 'run', value: '41', repository: undefined }, runs)).error,
    ).toBeUndefined()
})
