import { expect, test } from '@jest/globals'
import { readJobResponse } from '../../../src/github/rest/job.ts'
import type { ApiJob } from '../../../src/schema/run/run-manifest.ts'
import { isCarriedOver } from '../../../src/timeline/attempts/carried-over.ts'
import { aTimedJob, at } from '../a-job.ts'
import { recordedAnswers } from '../recorded-answers.ts'

const attempt = { attempt: 2, startedAt: at('11:00:00') }
const times = (createdAt?: string, startedAt?: string, completedAt?: string): Partial<ApiJob> => ({
  ...(createdAt === undefined ? {} : { createdAt: at(createdAt) }),
  ...(startedAt === undefined ? {} : { startedAt: at(startedAt) }),
  ...(completedAt === undefined ? {} : { completedAt: at(completedAt) }),
})

test.each<readonly [string, Partial<ApiJob>, boolean]>([
  ['of an earlier attempt', { attempt: 1, ...times('11:00:01', '11:00:05', '11:01:00') }, true],
  ['of this one', { attempt: 2, ...times('11:00:01', '11:00:05', '11:01:00') }, false],
  ['listed anew, with its old start', { attempt: 2, ...times('10:00:00', '10:00:05', '10:01:00') }, true],
  ['started in the second of the attempt', times('11:00:00', '11:00:00', '11:01:00'), false],
  [
    'cancelled before pick-up in the attempt before',
    { conclusion: 'cancelled', ...times('10:00:00', undefined, '10:01:00') },
    true,
  ],
  [
    'cancelled before pick-up in this one',
    { conclusion: 'cancelled', ...times('11:00:00', undefined, '11:01:00') },
    false,
  ],
  ['skipped: its times tell nothing', { conclusion: 'skipped', ...times('11:00:00', undefined, '10:00:00') }, false],
  ['skipped, of an earlier attempt', { conclusion: 'skipped', attempt: 1 }, true],
  ['not yet ended, not yet started', { status: 'queued', ...times('10:59:59') }, false],
  ['nothing known', {}, false],
])('%s', (_, api, expected) => {
  const job = aTimedJob({ more: { conclusion: undefined, ...api } })
  expect(isCarriedOver(job, attempt)).toBe(expected)
  expect(isCarriedOver(job, { ...attempt, attempt: 1 })).toBe(false)
})

test('where the attempt’s start is unknown, only the number tells', () => {
  const job = aTimedJob({ started: '10:00:05', completed: '10:01:00' })
  expect(isCarriedOver(job, { attempt: 2, startedAt: undefined })).toBe(false)
  const numbered = { api: { ...job.api, attempt: 1 } }
  expect(isCarriedOver(numbered, { attempt: 2, startedAt: undefined })).toBe(true)
})

const second = recordedAnswers().jobs.flatMap(({ file, body }) =>
  file.includes('12084081698') ? (readJobResponse(body) ?? []) : [],
)
const recorded = second.length > 0 ? test : test.skip

/** A whole run that was run again, all jobs; skipped where the recorded data is not there. */
recorded('every job of a recorded second attempt ran in it', () => {
  const startedAt = '2024-11-29T14:30:00Z'
  expect(second.map(job => [job.api.attempt, isCarriedOver(job, { attempt: 2, startedAt })])).toEqual([
    [2, false],
    [2, false],
    [2, false],
    [2, false],
  ])
})
