import { describe, expect, test } from '@jest/globals'
import { type AccountInput, buildAccount } from '../../src/account/build-account.ts'
import type { Candidate } from '../../src/account/candidate.ts'
import { sortCandidates } from '../../src/account/sort-candidates.ts'
import { stateSigning } from '../../src/account/state-signing.ts'
import { jobArtifactName } from '../../src/core/artifact-name.ts'
import { toCanonicalJson } from '../../src/core/canonical-json.ts'
import { type ListedJob, readJobResponse } from '../../src/github/rest/job.ts'
import { sha256Hex } from '../../src/io/digest.ts'
import { beginAnchorLog, readWholeLog } from '../../src/log/read-log.ts'
import type { JobManifest, SigningState } from '../../src/schema/job/job-manifest.ts'
import type { LogRecord } from '../../src/schema/job/log-record.ts'
import type { RunObservation } from '../../src/schema/observed/run-observation.ts'
import { buildTimeline } from '../../src/timeline/build-timeline.ts'
import {
  anchorLine,
  anUnrecordedJob,
  aRecordedJob,
  completeJob,
  head,
  type LoggedJob,
  logSteps,
  post,
  RECORDER,
  setUp,
} from '../report/a-job-log.ts'
import { aManifest } from '../report/a-manifest.ts'
import { aPlannedJob } from '../timeline/a-job.ts'
import { anObservation } from '../timeline/an-observation.ts'
import { anAccountInput } from './an-account-input.ts'

const candidate = (manifest: JobManifest, name?: string, more: Partial<Candidate> = {}): Candidate => {
  const bytes = new TextEncoder().encode(toCanonicalJson(manifest))
  const { id, backendId } = manifest.job
  const identity = id === undefined ? { backendJobId: backendId?.value ?? '0' } : { jobId: id.value }
  return {
    artifact: {
      name: name ?? jobArtifactName(manifest.run.runId.value, manifest.run.attempt.value, identity),
      id: '900',
      sizeBytes: 400,
      backendRunId: 'r',
      backendJobId: backendId?.value ?? 'b',
    },
    manifest,
    digest: `sha256:${sha256Hex(bytes)}`,
    sizeBytes: bytes.byteLength,
    bytes,
    verdict: { kind: 'none' },
    unknownFields: 0,
    ...more,
  }
}

const listed = (more: Record<string, unknown> = {}): ListedJob => {
  const job = readJobResponse({
    id: 11,
    name: 'build',
    status: 'completed',
    conclusion: 'success',
    created_at: '2026-03-01T10:00:00Z',
    started_at: '2026-03-01T10:00:10Z',
    completed_at: '2026-03-01T10:02:00Z',
    labels: ['ubuntu-latest'],
    runner_id: 5,
    runner_name: 'GitHub Actions 5',
    run_attempt: 1,
    steps: [],
    ...more,
  })
  if (job === undefined) throw new Error('not a job')
  return job
}

const aLogRecord: LogRecord = {
  runner: {},
  image: {},
  actions: [],
  caches: [{ operation: 'restore', key: 'k', restoreKeys: [], result: 'hit', matchedKey: 'k', source: 'log' }],
  buildCaches: [],
  artifacts: [],
  downloads: [],
  containers: [],
  pulls: [],
  pushes: [],
  tools: [],
  gaps: [],
}

const RUN = { runId: '5', attempt: 1, repositoryId: '101', repository: 'octo/app' }
const fact = <T>(value: T) => ({ value, source: 'runner' as const })

const input = (more: Partial<AccountInput> = {}): AccountInput => anAccountInput({ jobs: [listed()], ...more })

const UNSIGNED: SigningState = { mode: 'none', reason: 'switched-off' }

/** Merged with the timeline that the jobs alone give, unless another one is given. */
const merged = (more: Partial<AccountInput>, signing: SigningState = UNSIGNED) => {
  const whole = input(more)
  const timeline = whole.timeline ?? (whole.jobs === undefined ? undefined : buildTimeline(anObservation(whole.jobs)))
  return stateSigning(buildAccount({ ...whole, timeline }), signing).manifest
}
const accepting = (...accepted: Candidate[]) => ({ sorted: { accepted, earlier: [], unmatchedArtifacts: [] } })
/** Job 11 with the steps and the log of a recorded job. */
const logged = ({ text, steps }: LoggedJob, more: Record<string, unknown> = {}) => ({
  jobs: [listed({ steps, ...more })],
  logs: new Map([['11', readWholeLog(new TextEncoder().encode(text), beginAnchorLog())]]),
})
const START = '2026-03-01T10:00:10.000Z'
/** The recorder twice in one job: two posts, each with its line. */
const twice = (one: Candidate, two: Candidate) =>
  logged(
    logSteps(
      [
        setUp(RECORDER),
        { name: `Pre Run ${RECORDER}`, number: 2, lines: head(RECORDER) },
        { name: `Pre Run ${RECORDER}`, number: 3, lines: head(RECORDER) },
        { name: `Run ${RECORDER}`, number: 4, lines: head(RECORDER) },
        { name: `Run ${RECORDER}`, number: 5, lines: head(RECORDER) },
        { name: `Post Run ${RECORDER}`, number: 9, lines: post(anchorLine(one.digest)) },
        { name: `Post Run ${RECORDER}`, number: 10, lines: post(anchorLine(two.digest)) },
        completeJob(11),
      ],
      START,
    ),
  )
const loggedWith = (...lines: readonly string[]) => logged(aRecordedJob({ lines, start: START }))

describe('unmatched artifacts', () => {
  const honest = aManifest()
  test.each([
    ['another repository', candidate(aManifest({ repositoryId: '102' })), 'other-repository'],
    ['another run', candidate(aManifest({ runId: '6' })), 'other-run'],
    ['a later attempt', candidate(aManifest({ attempt: 2 })), 'other-attempt'],
    ['a name of another job', candidate(honest, 'pipeline-trace-job-5-1-12'), 'forged-name'],
    ['a name of another attempt', candidate(honest, 'pipeline-trace-job-5-2-11'), 'forged-name'],
    ['a name with path characters', candidate(honest, 'pipeline-trace-job-5-1-../../11'), 'forged-name'],
    [
      'a bundle that speaks of something else',
      candidate(honest, undefined, {
        verdict: { kind: 'invalid', mode: 'keyless', reason: 'subject', digest: 'sha256:0', checks: [] },
      }),
      'signature-invalid',
    ],
  ])('%s', (_, one, reason) => {
    const sorted = sortCandidates(RUN, [one, candidate(honest)])
    expect(sorted.unmatchedArtifacts.map(unmatchedArtifact => unmatchedArtifact.reason)).toEqual([reason])
    expect(sorted.accepted.map(other => other.artifact.name)).toEqual(['pipeline-trace-job-5-1-11'])
  })

  test('a manifest that another job uploaded', () => {
    const forged = candidate(aManifest({ backendId: 'aaaa' }))
    const other = { ...forged, artifact: { ...forged.artifact, backendJobId: 'bbbb' } }
    expect(sortCandidates(RUN, [other]).unmatchedArtifacts.map(one => one.reason)).toEqual(['forged-name'])
  })

  test('a manifest of a job that the complete list does not hold', () => {
    const unmatchedArtifact = candidate(aManifest({ jobId: '12' }))
    expect(merged(accepting(unmatchedArtifact)).unmatchedArtifacts.map(one => one.reason)).toEqual(['unknown-job'])
    expect(merged({ ...accepting(unmatchedArtifact), jobsComplete: false }).jobs.map(job => job.id)).toEqual([
      '11',
      '12',
    ])
  })
})

describe('presence', () => {
  test.each([
    ['a manifest', {}, 'recorded', [candidate(aManifest())]],
    ['none', {}, 'not-recorded', []],
    ['skipped', { conclusion: 'skipped', labels: [], runner_id: 0, runner_name: '' }, 'skipped', []],
    ['running', { status: 'in_progress', conclusion: null, completed_at: null }, 'in-progress', []],
    ['queued', { status: 'queued', conclusion: null, runner_id: 0, runner_name: '' }, 'not-started', []],
    ['cancelled before a runner came', { conclusion: 'cancelled', runner_id: 0, runner_name: '' }, 'not-started', []],
  ] as const)('%s', (_, job, presence, accepted) => {
    expect(merged({ jobs: [listed(job)], ...accepting(...accepted) }).jobs.map(one => one.presence)).toEqual([presence])
  })

  test.each([
    ['no manifest', {}, [], 'not-recorded', true],
    ['a manifest', {}, [candidate(aManifest())], 'recorded', false],
    ['an old runner, joined by its name', {}, [candidate(aManifest({ jobId: null }))], 'recorded', false],
    [
      'two manifests that contradict each other',
      {},
      [candidate(aManifest()), candidate(aManifest({ status: 'failure' }))],
      'conflict',
      true,
    ],
    ['another attempt', { run_attempt: 1 }, [], 'carried-over', false],
  ] as const)('with %s, what the log told stands for the job or not', (_, job, accepted, presence, stands) => {
    const attempt = presence === 'carried-over' ? 2 : 1
    const told = { record: aLogRecord, redacted: 2 }
    const manifest = merged({
      jobs: [listed(job)],
      ...accepting(...accepted),
      logRecords: new Map([['11', told]]),
      run: { ...input().run, attempt: fact(attempt) },
    })
    expect(manifest.jobs.map(one => [one.presence, one.log])).toEqual([[presence, stands ? aLogRecord : undefined]])
    expect(manifest.redacted).toBe(stands ? 2 : 0)
  })

  test('two manifests for one job are a conflict that the job log decides', () => {
    const one = candidate(aManifest({ name: 'build' }))
    const two = candidate(aManifest({ name: 'build', status: 'failure' }))
    const undecided = merged(accepting(one, two))
    expect(undecided.jobs[0]?.presence).toBe('conflict')
    expect(undecided.jobs[0]?.record).toBeUndefined()
    const decided = merged({ ...accepting(one, two), ...loggedWith(anchorLine(one.digest)) })
    expect(decided.jobs[0]).toMatchObject({
      presence: 'recorded',
      agreement: 'confirmed',
      manifest: { digest: one.digest },
      anchor: { result: 'confirmed' },
    })
    expect(
      decided.unmatchedArtifacts.map(unmatchedArtifact => [unmatchedArtifact.artifact, unmatchedArtifact.reason]),
    ).toEqual([[two.artifact.name, 'rejected']])
  })

  test('a manifest that names the job by its id comes before one that only its name matches', () => {
    const one = candidate(aManifest({ name: 'build' }))
    const nameless = candidate(aManifest({ jobId: null, backendId: 'abc', name: 'build' }))
    const { jobs, unmatchedArtifacts } = merged(accepting(nameless, one))
    expect(jobs[0]).toMatchObject({ presence: 'recorded', manifest: { digest: one.digest } })
    expect(unmatchedArtifacts.map(({ artifact, reason }) => [artifact, reason])).toEqual([
      [nameless.artifact.name, 'duplicate'],
    ])
  })

  test('the recorder’s own line decides between two manifests, not any that a step printed before it', () => {
    const honest = candidate(aManifest({ name: 'build' }))
    const forged = candidate(aManifest({ jobId: null, backendId: 'abc', name: 'build', key: 'forged' }))
    const script = Array.from({ length: 1_500 }, () => anchorLine(forged.digest))
    const log = logged(aRecordedJob({ script, lines: [anchorLine(honest.digest)], start: START }))
    const decided = merged({ ...accepting(forged, honest), ...log })
    expect(decided.jobs[0]).toMatchObject({ agreement: 'confirmed', manifest: { digest: honest.digest } })
    expect(decided.unmatchedArtifacts.map(({ artifact, reason }) => [artifact, reason])).toEqual([
      [forged.artifact.name, 'rejected'],
    ])
  })

  test('a manifest of a job without a recorder is rejected, whatever its log prints, and tells nothing', () => {
    const forged = candidate(aManifest({ jobId: null, backendId: 'abc', name: 'build', key: 'build' }))
    const log = logged(anUnrecordedJob([`|${anchorLine(forged.digest)}`], START))
    const { jobs, unmatchedArtifacts } = merged({ ...accepting(forged), ...log })
    expect(jobs[0]).toMatchObject({
      presence: 'not-recorded',
      agreement: 'contradicted',
      anchor: { result: 'rejected', reason: 'no-recorder' },
      absence: { reason: 'no-recorder' },
    })
    expect([jobs[0]?.record, jobs[0]?.manifest, jobs[0]?.key]).toEqual([undefined, undefined, undefined])
    expect(unmatchedArtifacts.map(({ reason }) => reason)).toEqual(['rejected'])
  })

  test('a recorder that ran twice leaves two manifests of one job, and no contradiction', () => {
    const [one, two] = [candidate(aManifest()), candidate(aManifest({ more: { redacted: 1 } }))]
    const { jobs, unmatchedArtifacts } = merged({ ...accepting(one, two), ...twice(one, two) })
    expect(jobs[0]).toMatchObject({
      agreement: 'confirmed',
      manifest: { digest: two.digest },
      duplicates: [{ digest: one.digest }],
    })
    expect(unmatchedArtifacts).toEqual([])
  })

  test.each([
    ['before the job began', '2026-03-01T09:58:00Z'],
    ['after the job had ended', '2026-03-01T10:05:00Z'],
  ])('a manifest that GitHub received %s is not the job’s', (_, createdAt) => {
    const one = candidate(aManifest())
    const late = { ...one, artifact: { ...one.artifact, createdAt } }
    const { jobs, unmatchedArtifacts } = merged(accepting(late))
    expect(jobs[0]).toMatchObject({
      presence: 'not-recorded',
      agreement: 'contradicted',
      anchor: { result: 'rejected', reason: 'other-time' },
    })
    expect(unmatchedArtifacts.map(({ reason }) => reason)).toEqual(['rejected'])
  })

  test('a job that was not run again is carried over, with its earlier manifest when there is one', () => {
    const run = { ...input().run, attempt: fact(2), startedAt: fact('2026-03-01T11:00:00Z') }
    const earlier = candidate(aManifest())
    const found = merged({ run, sorted: { accepted: [], earlier: [earlier], unmatchedArtifacts: [] } })
    expect(found.jobs[0]).toMatchObject({ presence: 'carried-over', manifest: { digest: earlier.digest } })
    const lost = merged({ run })
    expect(lost.jobs[0]?.presence).toBe('carried-over')
    expect(lost.gaps).toContainEqual({
      field: 'jobs.11.manifest',
      reason: 'not-found',
      detail: 'carried over, manifest not found',
    })
  })

  describe('of a carried-over job', () => {
    const run = { ...input().run, attempt: fact(2), startedAt: fact('2026-03-01T11:00:00Z') }
    const honest = candidate(aManifest())
    const forged = candidate(aManifest({ more: { redacted: 1 } }))
    const earlier = (...all: Candidate[]) => ({ run, sorted: { accepted: [], earlier: all, unmatchedArtifacts: [] } })
    const signed = { ...honest, countersigned: { mode: 'keyless' as const, attempt: 1 } }
    const late = { ...forged, artifact: { ...forged.artifact, createdAt: '2026-03-01T11:01:00Z' } }

    test.each([
      ['by its log', [honest, forged], loggedWith(anchorLine(honest.digest)), 'confirmed'],
      ['by the report of its own attempt', [forged, signed], {}, 'unconfirmed'],
      ['by the time at which GitHub received the other', [honest, late], {}, 'unconfirmed'],
    ] as const)('the manifest stays that is known %s', (_, manifests, log, agreement) => {
      for (const order of [manifests, [...manifests].reverse()]) {
        const { jobs, unmatchedArtifacts } = merged({ ...earlier(...order), ...log })
        expect(jobs[0]).toMatchObject({ presence: 'carried-over', agreement, manifest: { digest: honest.digest } })
        expect(unmatchedArtifacts).toHaveLength(1)
      }
    })

    test('a new id after a re-run is no contradiction, and two jobs of one name stay two', () => {
      const first = candidate(aManifest({ jobId: '11' }))
      const second = candidate(aManifest({ jobId: '12', more: { redacted: 2 } }))
      const times = [
        { started_at: '2026-03-01T10:00:10Z', completed_at: '2026-03-01T10:02:00Z' },
        { started_at: '2026-03-01T10:00:20Z', completed_at: '2026-03-01T10:03:00Z' },
      ]
      const earlierJobs = [listed({ id: 11, ...times[0] }), listed({ id: 12, ...times[1] })]
      const jobs = [listed({ id: 21, run_attempt: 2, ...times[0] }), listed({ id: 22, run_attempt: 2, ...times[1] })]
      const manifest = merged({ ...earlier(second, first), jobs, earlierJobs })
      expect(manifest.jobs.map(job => [job.id, job.presence, job.record?.job.id?.value])).toEqual([
        ['21', 'carried-over', '11'],
        ['22', 'carried-over', '12'],
      ])
      expect(manifest.unmatchedArtifacts).toEqual([])
    })
  })

  test('check runs that come back as jobs are no jobs', () => {
    const pseudo = { labels: [], runner_id: 0, runner_name: '', steps: [] }
    const jobs = [
      listed(),
      listed({ id: 12, name: 'some / check', conclusion: 'failure', ...pseudo }),
      listed({ id: 13, name: 'pipeline-trace / CI', conclusion: 'neutral', ...pseudo }),
    ]
    const manifest = merged({ jobs })
    expect(manifest.jobs.map(job => job.id)).toEqual(['11'])
    expect(manifest.result).toBe('success')
  })

  describe('a digest line without an artifact', () => {
    const one = candidate(aManifest())
    const name = one.artifact.name
    const line = anchorLine(one.digest)
    const absenceWith = (log: LoggedJob, more: Partial<AccountInput> = {}) => {
      const manifest = merged({ ...logged(log), ...more })
      return [manifest.jobs[0]?.absence, manifest.gaps.map(gap => gap.detail)] as const
    }
    const own = (...lines: readonly string[]) => aRecordedJob({ lines, start: START })

    test('is gone, and never a choice', () => {
      expect(absenceWith(own(line))).toEqual([
        { reason: 'gone', source: 'log' },
        ['the job’s log names a manifest whose artifact is gone, and nothing tells who removed it'],
      ])
    })

    test.each([
      ['upload-off', 'not uploaded by choice'],
      ['no-artifact-service', 'recorded, but the runner gave no artifact service'],
      ['upload-failed', 'recorded, but the upload failed'],
    ])('has the reason that the recorder gave: %s', (reason, detail) => {
      expect(absenceWith(own(`${line} · not uploaded: ${reason}`))).toEqual([{ reason, source: 'log' }, [detail]])
    })

    test('a script cannot say that it was a choice', () => {
      const script = [`${line} · not uploaded: upload-off`]
      expect(absenceWith(aRecordedJob({ script, lines: [line], start: START }))[0]?.reason).toBe('gone')
    })

    test('was deleted by the job whose log says so', () => {
      const deleter = readWholeLog(
        Buffer.from(`2026-03-01T10:05:00.0000000Z Artifact '${name}' (ID: 900) deleted\n`),
        beginAnchorLog(),
      )
      const { jobs, logs } = logged(own(line))
      const other = listed({ id: 12, name: 'merge' })
      const both = { jobs: [...jobs, other], logs: new Map([...logs, ['12', deleter]]) }
      expect(absenceWith(own(line), both)).toEqual([
        { reason: 'deleted', source: 'log', by: { jobId: '12', job: 'merge' } },
        ['recorded, and its artifact was deleted by job merge, as its log says'],
      ])
    })

    test('of an older recorder: its notice tells that the upload failed', () => {
      const notice = `##[notice]upload of ${name} failed: x`
      expect(absenceWith(own(line, notice))).toEqual([
        { reason: 'upload-failed', source: 'log' },
        ['recorded, but the upload failed'],
      ])
    })

    test('was never there where the recorder wrote none, or there is no recorder', () => {
      expect(absenceWith(own())).toEqual([{ reason: 'recorder-silent', source: 'log' }, []])
      expect(absenceWith(anUnrecordedJob([], START))).toEqual([{ reason: 'no-recorder', source: 'log' }, []])
    })
  })
})

describe('agreement', () => {
  const fieldOf = (manifest: ReturnType<typeof merged>, name: string) =>
    manifest.jobs[0]?.fields.find(field => field.field === name)

  test('without the log line nothing is confirmed, however much agrees', () => {
    const manifest = merged(accepting(candidate(aManifest())))
    expect(fieldOf(manifest, 'runner.name')?.agreement).toBe('confirmed')
    expect(manifest.jobs[0]?.agreement).toBe('unconfirmed')
  })

  test('a sibling that forged the manifest is contradicted by the log of the job', () => {
    const one = candidate(aManifest())
    const manifest = merged({ ...accepting(one), ...loggedWith(anchorLine(`sha256:${'0'.repeat(64)}`)) })
    expect(manifest.jobs[0]?.agreement).toBe('contradicted')
    expect(manifest.jobs[0]?.record).toBeUndefined()
    expect(fieldOf(manifest, 'manifest.digest')?.values).toEqual([
      { source: 'runner', value: one.digest },
      { source: 'log', value: `sha256:${'0'.repeat(64)}` },
    ])
  })

  test('a clock that is seventeen minutes off is the runner’s, and no contradiction', () => {
    const one = candidate(
      aManifest({ more: { recorder: { ...aManifest().recorder, postAt: '2026-03-01T10:17:11Z' } } }),
    )
    const job = aRecordedJob({ lines: [anchorLine(one.digest)], start: '2026-03-01T10:17:10.000Z' })
    const manifest = merged({ ...accepting(one), ...logged(job) })
    expect(manifest.jobs[0]?.agreement).toBe('confirmed')
    const away = candidate(
      aManifest({ more: { recorder: { ...aManifest().recorder, postAt: '1999-01-01T00:00:00Z' } } }),
    )
    const forged = { ...away, manifest: { ...away.manifest, clock: { uncertaintyMs: 1e15 } } }
    const found = merged({ ...accepting(forged), ...loggedWith(anchorLine(forged.digest)) })
    expect(found.jobs[0]?.agreement).toBe('contradicted')
    expect(fieldOf(found, 'recorder.postAt')?.agreement).toBe('contradicted')
  })

  test.each([
    ['runner.name', { runner_name: 'GitHub Actions 6' }],
    ['runner.labels', { labels: ['self-hosted'] }],
    ['run.attempt', { run_attempt: 3 }],
  ])('%s that REST knows otherwise keeps both values', (field, job) => {
    const manifest = merged({ jobs: [listed(job)], ...accepting(candidate(aManifest())) })
    expect(fieldOf(manifest, field)?.agreement).toBe('contradicted')
    expect(fieldOf(manifest, field)?.values).toHaveLength(2)
    expect(manifest.jobs[0]?.agreement).toBe('contradicted')
  })

  test('a step that failed cannot be told as passed', () => {
    const step = { number: 2, name: 'Test', outcome: 'success' as const, source: 'runner' as const }
    const one = candidate(aManifest({ more: { steps: [step] } }))
    const jobs = [listed({ steps: [{ number: 2, name: 'Test', status: 'completed', conclusion: 'failure' }] })]
    expect(fieldOf(merged({ jobs, ...accepting(one) }), 'steps.outcomes')?.agreement).toBe('contradicted')
  })

  const sha = (letter: string) => letter.repeat(40)
  test.each([
    ['push', { sha: 'a' }, 'a', 'run.sha', 'confirmed'],
    ['push', { sha: 'a' }, 'b', 'run.sha', 'contradicted'],
    ['pull_request', { sha: 'a', headSha: 'b' }, 'b', 'run.headSha', 'confirmed'],
    // These mix two commits: what REST calls the head is neither for sure.
    ['workflow_run', { sha: 'a', headSha: 'b' }, 'a', 'run.sha', 'unconfirmed'],
    ['pull_request_target', { sha: 'a', headSha: 'b' }, 'a', 'run.headSha', 'unconfirmed'],
  ])('the commit of a %s run', (event, commits, head, field, agreement) => {
    const base = aManifest()
    const known = Object.fromEntries(Object.entries(commits).map(([key, letter]) => [key, fact(sha(letter))]))
    const one = candidate({ ...base, run: { ...base.run, event: fact(event), ...known } })
    const manifest = merged({ jobs: [listed({ head_sha: sha(head) })], ...accepting(one) })
    expect(fieldOf(manifest, field)?.agreement).toBe(agreement)
  })

  test('what a manifest says to have from the API is held against what the API tells the report', () => {
    const labels = { runner: { labels: { value: ['ubuntu-latest'], source: 'api' as const } } }
    const manifest = merged(accepting(candidate(aManifest({ more: labels }))))
    expect(fieldOf(manifest, 'runner.labels')).toMatchObject({ agreement: 'confirmed', confirmedBy: 'api' })
  })
})

describe('timing', () => {
  const steps = [
    {
      number: 1,
      name: 'Set up job',
      conclusion: 'success',
      started_at: '2026-03-01T10:00:10Z',
      completed_at: '2026-03-01T10:00:14Z',
    },
    {
      number: 2,
      name: 'Checkout',
      conclusion: 'success',
      started_at: '2026-03-01T10:00:14Z',
      completed_at: '2026-03-01T10:01:30Z',
    },
    {
      number: 3,
      name: 'Background',
      conclusion: 'success',
      started_at: '2026-03-01T10:00:14Z',
      completed_at: '2026-03-01T10:01:40Z',
    },
    {
      number: 5,
      name: 'Post Checkout',
      conclusion: 'success',
      started_at: '2026-03-01T10:01:40Z',
      completed_at: '2026-03-01T10:01:59Z',
    },
  ]
  const timingOf = (job: Record<string, unknown>, more: Partial<RunObservation> = {}) => {
    const jobs = [listed(job)]
    return merged({ jobs, timeline: buildTimeline(anObservation(jobs, more)) }).jobs[0]?.timing
  }

  test('queue, set-up, work with overlapping steps, total', () => {
    expect(timingOf({ steps })).toEqual({
      queueMs: 10_000,
      setupMs: 4_000,
      workMs: 86_000,
      totalMs: 110_000,
      clamped: [],
    })
  })

  test('a job created after its start is clamped and says so', () => {
    const attempts = (jobs: readonly ListedJob[]) => [
      { attempt: 1, startedAt: '2026-03-01T10:00:02Z', jobs, complete: true, traces: new Map() },
    ]
    const late = { steps, created_at: '2026-03-01T10:00:39Z' }
    const root = aPlannedJob({ anyName: ['build'], instances: [{ name: ['build'], scope: [], matrix: {} }] })
    const plan = { name: 'ci', jobs: [root], hasConcurrency: false }
    const choice = { path: '.github/workflows/ci.yml', by: 'workflow-sha', inferred: false } as const
    expect(timingOf(late, { attempts: attempts([listed(late)]), workflow: { plan, choice } })).toMatchObject({
      queueMs: 8_000,
      clamped: ['queueMs'],
    })
    expect(timingOf(late)?.queueMs).toBeUndefined()
  })

  test('a time with an offset is the same instant', () => {
    expect(timingOf({ created_at: '2026-03-01T19:00:00.000+09:00' })?.queueMs).toBe(10_000)
  })

  test('approval is not queueing', () => {
    const statuses = [
      { state: 'waiting', createdAt: '2026-03-01T09:50:00Z' },
      { state: 'queued', createdAt: '2026-03-01T10:00:07Z' },
    ]
    const deployment = { id: '7', environment: 'production', createdAt: '2026-03-01T09:50:00Z', jobId: '11', statuses }
    expect(timingOf({ created_at: '2026-03-01T09:50:00Z' }, { deployments: [deployment] })).toMatchObject({
      queueMs: 3_000,
      approvalMs: 607_000,
    })
  })

  test('a queued job shows no queue: its started_at is a placeholder', () => {
    expect(timingOf({ status: 'queued', conclusion: null, runner_id: 0, runner_name: '' })).toEqual({ clamped: [] })
  })
})

describe('headline and result', () => {
  const failing = (id: number, name: string, end: string) =>
    listed({
      id,
      name,
      conclusion: 'failure',
      completed_at: end,
      steps: [
        {
          number: 2,
          name: 'Run tests',
          conclusion: 'failure',
          started_at: '2026-03-01T10:00:14Z',
          completed_at: '2026-03-01T10:01:14Z',
        },
      ],
    })

  test('the first failure is the answer, not its echo', () => {
    const jobs = [failing(12, 'deploy', '2026-03-01T10:05:00Z'), failing(11, 'build', '2026-03-01T10:02:00Z')]
    const manifest = merged({ jobs })
    expect(manifest.result).toBe('failure')
    expect(manifest.headline).toEqual({
      kind: 'failed',
      handOff: 'work',
      job: 'build',
      step: 'Run tests',
      durationMs: 60_000,
      source: 'api',
    })
  })

  test('a failure that the workflow tolerates is none', () => {
    const manifest = merged({
      jobs: [failing(11, 'build', '2026-03-01T10:02:00Z')],
      needs: new Map([['build', 'success']]),
    })
    expect(manifest.result).toBe('success')
    expect(manifest.headline.kind).toBe('slowest')
  })

  test.each([
    [{ conclusion: 'cancelled' }, 'cancelled'],
    [{ status: 'in_progress', conclusion: null, completed_at: null }, 'incomplete'],
    [{ conclusion: 'timed_out' }, 'failure'],
    [{ conclusion: 'skipped' }, 'success'],
  ])('%j makes the run %s', (job, result) => {
    expect(merged({ jobs: [listed(job), listed({ id: 10 })] }).result).toBe(result)
  })

  test('the report’s own job does not count', () => {
    const own = listed({ id: 99, name: 'report', status: 'in_progress', conclusion: null, completed_at: null })
    const manifest = merged({ jobs: [listed(), own], ...accepting(candidate(aManifest())) })
    expect(manifest.result).toBe('success')
    expect(manifest.completeness).toMatchObject({ complete: true, known: 1, recorded: 1 })
    expect(manifest.jobs.find(job => job.id === '99')?.presence).toBe('in-progress')
  })

  describe('needs', () => {
    const docs = candidate(aManifest({ jobId: '13', key: 'docs', name: 'Documents' }))
    const jobs = [listed(), listed({ id: 12, name: 'lint (a, b)' }), listed({ id: 13, name: 'Documents' })]
    const needs = new Map([
      ['build', 'success'],
      ['lint', 'success'],
    ])

    test('a job whose key is absent from them is named', () => {
      const manifest = merged({ jobs, needs, ...accepting(docs) })
      expect(manifest.completeness.notWaitedFor).toEqual(['Documents'])
      expect(manifest.warnings).toContainEqual({ code: 'not-waited-for', subject: 'Documents' })
    })

    test('a job of which only a name is known is not: the name is free text', () => {
      const { completeness, jobs: reported } = merged({ jobs, needs })
      expect(completeness.notWaitedFor).toEqual([])
      expect(reported.map(({ id, waitedFor }) => [id, waitedFor])).toEqual([
        ['11', true],
        ['12', true],
        ['13', undefined],
      ])
    })

    test('the workflow file outranks names', () => {
      const waits = {
        keys: ['everything'],
        jobs: new Map([
          ['11', { key: 'other', waitedFor: false, need: undefined }],
          ['13', { key: 'everything', waitedFor: true, need: 'everything' }],
        ]),
      }
      const manifest = merged({ jobs, needs: new Map([['everything', undefined]]), neededResults: ['success'], waits })
      expect(manifest.jobs.map(({ id, key, waitedFor, needsResult }) => [id, key, waitedFor, needsResult])).toEqual([
        ['11', 'other', false, undefined],
        ['12', undefined, undefined, undefined],
        ['13', 'everything', true, 'success'],
      ])
    })

    const waits = {
      keys: ['build', 'lint'],
      jobs: new Map([
        ['11', { key: 'build', waitedFor: true, need: 'build' }],
        ['12', { key: 'lint', waitedFor: true, need: 'lint' }],
      ]),
    }
    const keys = new Map([
      ['build', undefined],
      ['lint', undefined],
    ])
    test.each<[string, string[], (string | undefined)[], string]>([
      ['all the same', ['success', 'success'], ['success', 'success'], 'success'],
      // By display names alone: the job that failed may be another one.
      ['no failure among them: it may be tolerated', ['success', 'skipped'], ['success', undefined], 'incomplete'],
      ['whose failure it is, they do not say', ['success', 'failure'], [undefined, undefined], 'failure'],
    ])('results alone, %s', (_, neededResults, expected, result) => {
      const some = [failing(11, 'build', '2026-03-01T10:02:00Z'), listed({ id: 12, name: 'lint' })]
      const manifest = merged({ jobs: some, needs: keys, neededResults, waits })
      expect([manifest.jobs.map(({ needsResult }) => needsResult), manifest.result]).toEqual([expected, result])
    })

    test.each([
      [['success', 'failure'], undefined, 'failure', { complete: false, known: 2, recorded: 1 }],
      [['success', 'cancelled', 'skipped'], undefined, 'cancelled', { complete: false, known: 2, recorded: 1 }],
      [['success', 'failure'], keys, 'failure', { complete: false, known: 2, recorded: 1 }],
      [['success', 'success'], keys, 'success', { complete: false, known: 2, recorded: 1 }],
    ])('results without the list of jobs: %j', (neededResults, known, result, completeness) => {
      const manifest = merged({
        jobs: undefined,
        needs: known,
        neededResults,
        ...accepting(candidate(aManifest())),
      })
      expect(manifest.result).toBe(result)
      expect(manifest.completeness).toMatchObject(completeness)
    })
  })

  test('the same facts in another order are the same bytes', () => {
    const jobs = Array.from({ length: 300 }, (_, index) => listed({ id: index + 1, name: `job ${index}` }))
    const straight = toCanonicalJson(merged({ jobs }))
    expect(toCanonicalJson(merged({ jobs: [...jobs].reverse() }))).toBe(straight)
  })
})
