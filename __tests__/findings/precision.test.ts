import { expect, test } from '@jest/globals'
import { buildAccount } from '../../src/account/build-account.ts'
import { evaluateFindings } from '../../src/findings/evaluate-findings.ts'
import { THRESHOLDS } from '../../src/findings/rules/finding-rule.ts'
import { readJobResponse } from '../../src/github/rest/job.ts'
import { choosePast } from '../../src/history/choose-past.ts'
import { mergeHistory } from '../../src/history/merge-history.ts'
import { toHistoryRun } from '../../src/history/to-history-run.ts'
import type { HistoryRun } from '../../src/schema/history/history.ts'
import type { CacheOperation } from '../../src/schema/job/job-manifest.ts'
import type { ProtectionEntry } from '../../src/schema/run/protection-entry.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { buildTimeline } from '../../src/timeline/build-timeline.ts'
import { anAccountInput } from '../account/an-account-input.ts'
import { aManifest } from '../report/a-manifest.ts'
import { anObservation } from '../timeline/an-observation.ts'

const WORKFLOWS = 12
const RUNS = 40
/** Runs of a workflow before the first one that is evaluated. */
const WARM_UP = 20
const [MINUTE, DAY] = [60_000, 86_400_000]
const FIRST = Date.parse('2026-01-05T08:00:00Z')

/** Numbers from 0 to 1, the same for the same seed (mulberry32, public domain). */
const createRandom = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state + 0x6d2b_79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
type Random = ReturnType<typeof createRandom>

const hex = (random: Random, length: number): string =>
  Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('')
const at = (time: number): string => new Date(Math.round(time / 1_000) * 1_000).toISOString()

/** A workflow whose every run is healthy: what changes is what changes in any repository. */
type Healthy = {
  readonly jobs: readonly { readonly key: string; readonly workMs: number }[]
  lockfile: string
  image: number
}

const createWorkflow = (random: Random): Healthy => ({
  jobs: Array.from({ length: 3 + Math.floor(random() * 10) }, (_, index) => ({
    key: `job-${index}`,
    workMs: MINUTE * (0.5 + random() * 8),
  })),
  lockfile: hex(random, 64),
  image: 1,
})

/** Waits are short, now and then up to four minutes; work varies by a third; one run in ten has a new lockfile. */
const createRun = (workflow: Healthy, number: number, random: Random): RunManifest => {
  const hasNewLockfile = random() < 0.1
  if (hasNewLockfile) workflow.lockfile = hex(random, 64)
  if (number % 10 === 0) workflow.image += 1
  const created = FIRST + (number * DAY) / 2
  const api = workflow.jobs.flatMap(({ key, workMs }, index) => {
    const queueMs = random() < 0.05 ? random() * 4 * MINUTE : 3_000 + random() * 12_000
    const started = created + queueMs
    const ended = started + 10_000 + workMs * (0.8 + random() * 0.6)
    const job = readJobResponse({
      ...{ id: number * 100 + index + 1, name: key, status: 'completed', conclusion: 'success', run_attempt: 1 },
      ...{ created_at: at(created), started_at: at(started), completed_at: at(ended), labels: ['ubuntu-latest'] },
      ...{
        runner_id: index + 1,
        runner_name: `GitHub Actions ${number * 100 + index}`,
        runner_group_name: 'GitHub Actions',
      },
      steps: [
        {
          number: 1,
          name: 'Set up job',
          conclusion: 'success',
          started_at: at(started),
          completed_at: at(started + 9_000),
        },
        { number: 2, name: 'Test', conclusion: 'success', started_at: at(started + 9_000), completed_at: at(ended) },
      ],
    })
    return job === undefined ? [] : [job]
  })
  const input = anAccountInput()
  const runId = String(1_000 + number)
  const sha = { value: hex(random, 40), source: 'runner' as const }
  const account = buildAccount({
    ...input,
    run: {
      ...input.run,
      ...{ runId: { value: runId, source: 'runner' }, number: { value: number, source: 'runner' }, sha, headSha: sha },
      ...{ event: { value: 'push', source: 'runner' }, headBranch: { value: 'main', source: 'api' } },
      startedAt: { value: at(created), source: 'api' },
    },
    ...{ ownJobId: '', ownJobKey: '', jobs: api, reportedAt: at(created + 60 * MINUTE) },
    timeline: buildTimeline(anObservation(api, { observedAt: at(created + 60 * MINUTE) })),
  })
  const key = `npm-Linux-${workflow.lockfile}`
  const isHit = !hasNewLockfile && random() > 0.03
  const caches: CacheOperation[] = [
    {
      ...{
        operation: 'restore',
        action: 'actions/cache',
        step: 'Cache',
        key,
        restoreKeys: ['npm-Linux-'],
        source: 'log',
      },
      ...(isHit
        ? { result: 'hit', matchedKey: key, sizeBytes: 80_000_000 + Math.round(random() * 4_000_000) }
        : { result: 'miss' }),
    },
    ...(isHit
      ? []
      : [
          {
            operation: 'save' as const,
            action: 'actions/cache',
            step: 'Cache',
            key,
            restoreKeys: [],
            result: 'saved' as const,
            source: 'log' as const,
          },
        ]),
  ]
  const image = {
    name: { value: 'ubuntu24', source: 'runner' as const },
    version: { value: `20260${workflow.image}01.1.0`, source: 'runner' as const },
  }
  const jobs = account.manifest.jobs.map(job => ({
    ...job,
    presence: 'recorded' as const,
    record: aManifest({ runId, jobId: job.id ?? null, key: job.name, name: job.name, more: { caches, image } }),
  }))
  const timeline = account.manifest.timeline && {
    ...account.manifest.timeline,
    protection: [anApproval(created, random)],
  }
  return { ...account.manifest, jobs, timeline }
}

/** People approve within minutes by day and within hours by night. */
const anApproval = (created: number, random: Random): ProtectionEntry => {
  const waitedMs = Math.round(random() < 0.7 ? random() * 20 * MINUTE : random() * 10 * 60 * MINUTE)
  return {
    ...{ kind: 'environment', environment: 'production', state: 'passed', owner: 'approver', by: ['octocat'] },
    ...{
      start: at(created),
      end: at(created + waitedMs),
      waitedMs,
      timeKnown: true,
      confidence: 'high',
      source: 'api',
    },
    ...{ reviewers: [], rules: [] },
  }
}

test('healthy runs have no findings: fewer than two false ones in a hundred runs', () => {
  const random = createRandom(20_260_301)
  const found: string[] = []
  let evaluated = 0
  for (let workflow = 0; workflow < WORKFLOWS; workflow += 1) {
    const healthy = createWorkflow(random)
    let kept: readonly HistoryRun[] = []
    for (let number = 1; number <= RUNS; number += 1) {
      const manifest = createRun(healthy, number, random)
      const past = choosePast(kept, {
        ...{ runId: manifest.run.runId.value, event: 'push', branch: 'main', defaultBranch: 'main' },
        startedAt: manifest.run.startedAt?.value,
      })
      if (number > WARM_UP) {
        evaluated += 1
        const baseline = { from: 'cache', runs: past.length } as const
        const findings = evaluateFindings({ manifest, past, baseline, thresholds: THRESHOLDS })
        found.push(...findings.found.map(({ rule, summary }) => `${rule}: ${summary}`))
      }
      kept = mergeHistory([toHistoryRun(manifest)], kept)
    }
  }
  console.log(
    `${found.length} false findings in ${evaluated} healthy runs${found
      .slice(0, 5)
      .map(line => `\n  ${line}`)
      .join('')}`,
  )
  expect(evaluated).toBeGreaterThanOrEqual(200)
  expect((100 * found.length) / evaluated).toBeLessThan(2)
})
