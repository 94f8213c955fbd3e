import { expect, test } from '@jest/globals'
import { oversizedJob } from '../../../src/findings/rules/oversized-job.ts'
import { at } from '../../render/a-timeline.ts'
import { anInput, type JobInput } from './finding-input.ts'

const job = (times: JobInput['times'], timed: JobInput['timed'] = {}): JobInput => ({ times, timed })
const steps = [
  { number: 1, name: 'Set up job', startedAt: at('10:00:00'), completedAt: at('10:00:02'), source: 'api' },
  { number: 2, name: 'make', startedAt: at('10:00:02'), completedAt: at('10:03:00'), source: 'api' },
  { number: 3, name: 'make test', startedAt: at('10:03:00'), completedAt: at('10:18:00'), source: 'api' },
] as const

test('one job that is most of the path, with its largest step', () => {
  const large = { ...job(['00:00', '00:00', '18:00']), reported: { api: { labels: [], steps: [...steps] } } }
  const [finding] = oversizedJob(anInput({ large, small: job(['18:00', '18:00', '20:00']) }))
  expect(finding).toMatchObject({ severity: 'low', subject: { kind: 'job', name: 'large', jobId: '1' } })
  expect(finding?.summary).toBe(
    '“large” took 18 m of the run’s 20 m (90 %), the next longest job 2 m; its largest step, “make test”, took 15 m.',
  )
})

test.each<[string, Readonly<Record<string, JobInput>>]>([
  ['a run of one job', { large: job(['00:00', '00:00', '18:00']) }],
  ['a next job over a third', { large: job(['00:00', '00:00', '18:00']), next: job(['18:00', '18:00', '25:00']) }],
  ['less than ten minutes', { large: job(['00:00', '00:00', '09:00']), next: job(['09:00', '09:00', '10:00']) }],
  ['less than 60 % of the run', { large: job(['10:00', '10:00', '22:00']), next: job(['00:00', '00:00', '01:00']) }],
  [
    'a job that failed',
    { large: job(['00:00', '00:00', '18:00'], { conclusion: 'failure' }), next: job(['18:00', '18:00', '19:00']) },
  ],
])('%s: no finding', (_, jobs) => {
  expect(oversizedJob(anInput(jobs))).toEqual([])
})
