import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import {
  checkRunWrites,
  jobOf,
  type LabOutcome,
  ROOT,
  type RunFolder,
  requestsTo,
  runLab,
  runNode,
  runWorkflow,
} from './lab-run.ts'

const only = (outcome: LabOutcome): RunFolder => {
  const [folder] = outcome.runs
  if (folder === undefined) throw new Error(`no run folder in ${outcome.out}: ${outcome.stderr}`)
  return folder
}
const summary = ({ out }: LabOutcome): Promise<string> => readFile(join(out, 'job-summary.md'), 'utf8')
const deletions = (outcome: LabOutcome): number => requestsTo(outcome, 'ArtifactService/DeleteArtifact').length

/** Two labs at a time: they spend their time in processes, and there may be two processors. */
const runAll = async <Name extends string>(
  runs: Readonly<Record<Name, () => Promise<LabOutcome>>>,
): Promise<Readonly<Record<Name, LabOutcome>>> => {
  const left = Object.entries(runs) as [Name, () => Promise<LabOutcome>][]
  const done: Partial<Record<Name, LabOutcome>> = {}
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) done[next[0]] = await next[1]()
  }
  await Promise.all([work(), work()])
  return done as Record<Name, LabOutcome>
}

const run =
  (file: string, ...options: readonly string[]) =>
  () =>
    runWorkflow(`${file}.yml`, ['--offline', ...options])

const RUNS = {
  push: run('two-jobs'),
  pullRequest: run('two-jobs', '--event', 'pull_request'),
  fork: run('two-jobs', '--fork'),
  followed: run('two-jobs', '--fork', '--then', join(import.meta.dirname, 'workflows', 'after-run.yml')),
  privateRun: run('no-sigstore-urls', '--visibility', 'private'),
  explicit: run('one-job', '--visibility', 'private'),
  denied: run('no-permissions'),
  deniedPrivate: run('no-permissions', '--visibility', 'private'),
  faulty: run('faulty'),
  ownJob: run('check-run-own-job'),
  both: run('check-run-both'),
  off: run('check-run-off'),
  kept: run('keep-job-manifests'),
  unsupported: run('unsupported'),
  calling: () => runLab(['run', join(import.meta.dirname, 'calling', '.github', 'workflows', 'ci.yml'), '--offline']),
}

let runs: Readonly<Record<keyof typeof RUNS, LabOutcome>>

beforeAll(async () => {
  runs = await runAll(RUNS)
}, 600_000)

it.each([
  'push',
  'pullRequest',
  'fork',
  'followed',
  'privateRun',
  'explicit',
  'denied',
  'deniedPrivate',
  'ownJob',
  'both',
  'off',
  'kept',
] as const)('%s: the run is green and no request breaks the description of GitHub', name => {
  expect(runs[name].stderr).not.toContain('violation')
  expect(runs[name].code).toBe(0)
})

describe('two jobs', () => {
  it('on a push: one check run on the commit, signed, job manifests deleted', async () => {
    const { manifest } = only(runs.push)
    const writes = await checkRunWrites(runs.push)
    expect(writes.map(({ method, status }) => [method, status])).toEqual([['POST', 201]])
    expect(writes[0]?.body.head_sha).toBe(manifest.run.sha?.value)
    expect(manifest.signing.mode).toBe('keyless')
    expect(manifest.completeness).toMatchObject({ by: 'job-id', complete: true, recorded: 3 })
    expect(deletions(runs.push)).toBe(3)
  })

  it('on a pull request: the check run is on the head, not on the merge commit', async () => {
    const { manifest } = only(runs.pullRequest)
    const [write] = await checkRunWrites(runs.pullRequest)
    expect(manifest.run.headSha?.value).toMatch(/^[0-9a-f]{40}$/)
    expect(write?.body.head_sha).toBe(manifest.run.headSha?.value)
    expect(write?.body.head_sha).not.toBe(manifest.run.sha?.value)
  })

  it('from a fork: no check run, nothing deleted, unsigned, all in the summary', async () => {
    const { manifest } = only(runs.fork)
    expect((await checkRunWrites(runs.fork)).filter(write => write.status < 400)).toEqual([])
    expect(deletions(runs.fork)).toBe(0)
    expect(manifest.signing).toEqual({ mode: 'none', reason: 'no-id-token-permission' })
    expect(manifest.jobs.filter(job => job.presence === 'recorded')).toHaveLength(3)
    const text = await summary(runs.fork)
    for (const name of ['build', 'use (1)', 'use (2)']) expect(text).toContain(`[${name}]`)
    expect(text).toContain('unsigned')
  })
})

describe('a report after the run', () => {
  const reports = () => {
    const [inside, after] = [runs.followed.runs[0]?.manifest, runs.followed.after[0]?.manifest]
    if (inside === undefined || after === undefined) throw new Error(`a report is missing in ${runs.followed.out}`)
    return { inside, after }
  }

  it('is of the same run, and posts on the head of the pull request from a fork', async () => {
    const { inside, after } = reports()
    expect(after.run.runId.value).toBe(inside.run.runId.value)
    expect(after.correlationId).toBe(inside.correlationId)
    const [write, ...more] = (await checkRunWrites(runs.followed)).filter(({ status }) => status < 400)
    expect(more).toEqual([])
    expect(write?.body.head_sha).toBe(inside.run.headSha?.value)
    expect(write?.body.name).toBe('pipeline-trace / Two jobs')
  })

  it('takes each manifest once, though the run artifact holds a copy, and calls it collected', () => {
    const { after } = reports()
    expect(after.unmatchedArtifacts).toEqual([])
    expect(
      after.jobs
        .filter(job => job.presence === 'recorded')
        .map(job => job.name)
        .sort(),
    ).toEqual(['build', 'use (1)', 'use (2)'])
    expect(after.reporter).toMatchObject({ role: 'collector', event: 'workflow_run' })
    expect(after.reporter?.runId).not.toBe(after.run.runId.value)
    expect(after.signing).toEqual({ mode: 'keyless', reason: 'automatic' })
    expect(
      after.jobs.filter(job => job.presence === 'recorded').map(job => [job.signature.mode, job.signature.by]),
    ).toEqual(Array(3).fill(['keyless', 'collector']))
  })

  it('knows the queue to the millisecond from one archive, and asks for no log of a single job', () => {
    const { inside, after } = reports()
    const queueOf = (manifest: RunManifest) =>
      manifest.timeline?.jobs.flatMap(job => job.intervals.filter(one => one.state === 'queued')) ?? []
    expect(queueOf(after).map(one => [one.source, one.confidence])).toContainEqual(['log', 'high'])
    expect(queueOf(inside).every(one => one.source === 'api')).toBe(true)
    const logs = requestsTo(runs.followed, '/logs').map(({ path }) => path)
    expect(logs.filter(path => path.includes('/actions/runs/'))).toHaveLength(1)
  })

  describe('verified from its folder alone', () => {
    const CLI = join(ROOT, 'dist', 'cli', 'index.js')
    const verify = (...options: readonly string[]) => {
      const { folder = '' } = runs.followed.after[0] ?? {}
      return runNode([
        CLI,
        'verify',
        folder,
        '--trusted-root',
        join(runs.followed.out, 'lab-trusted-root.json'),
        ...options,
      ])
    }
    const repository = (): string => {
      const { serverUrl, repository: name } = reports().after.run
      return `${serverUrl?.value}/${name.value}`
    }
    const workflow = (file: string): string => `${repository()}/.github/workflows/${file}`

    it('is what was expected: the run of that repository, collected by the workflow that follows', async () => {
      const { runId, attempt } = reports().after.run
      const signed = ['--repo', repository(), '--signer-workflow', workflow('after-run.yml')]
      expect((await verify(...signed)).code).toBe(0)
      expect((await verify(...signed, '--run', runId.value, '--attempt', String(attempt.value))).code).toBe(0)
    })

    it.each([
      ['the workflow of the run that it is about', 'two-jobs.yml'],
      ['another ref of the workflow that follows', 'after-run.yml@refs/pull/1/merge'],
      ['a workflow whose name begins alike', 'after-run'],
    ])('is signed by somebody else than %s', async (_, file) => {
      const { code, stdout } = await verify('--repo', repository(), '--signer-workflow', workflow(file))
      expect(code).toBe(1)
      expect(stdout).toMatch(/FAIL {2}\S+ {2}expected-signer/)
    })

    it('is of another run than the one that collected it', async () => {
      const runId = reports().after.reporter?.runId ?? ''
      const signed = ['--repo', repository(), '--signer-workflow', workflow('after-run.yml')]
      expect((await verify(...signed, '--run', runId)).code).toBe(1)
    })

    it('is no yes with the repository alone: any workflow of it could have collected', async () => {
      expect((await verify('--repo', repository())).code).toBe(4)
    })
  })

  it('sees the whole run as over, with every edge known from the workflow file', () => {
    const { timeline } = reports().after
    expect(timeline?.runShape).toBe('normal')
    expect(timeline?.edges).toBe('known')
    expect(timeline?.workflowFile).toMatchObject({ by: 'workflow-sha', inferred: false })
    const [build, ...use] = ['build', 'use (1)', 'use (2)'].map(name => timeline?.jobs.find(job => job.name === name))
    expect(use.map(job => job?.needs)).toEqual([[build?.id], [build?.id]])
  })
})

describe('a private repository', () => {
  it('asks no transparency log without an address given for it, and says why it is unsigned', () => {
    expect(requestsTo(runs.privateRun, '/rekor')).toEqual([])
    expect(requestsTo(runs.privateRun, '/fulcio')).toEqual([])
    expect(only(runs.privateRun).manifest.signing).toEqual({ mode: 'none', reason: 'no-private-sigstore' })
  })

  it('uses the services whose addresses it was given', () => {
    expect(only(runs.explicit).manifest.signing.mode).toBe('keyless')
    expect(requestsTo(runs.explicit, '/fulcio').length).toBeGreaterThan(0)
  })
})

describe('no permissions at all', () => {
  it.each(['denied', 'deniedPrivate'] as const)('%s: steps down to the summary, unsigned', async name => {
    expect((await checkRunWrites(runs[name])).filter(write => write.status < 400)).toEqual([])
    expect(only(runs[name]).manifest.warnings).toContainEqual({ code: 'unsigned', subject: 'no-id-token-permission' })
    expect(await summary(runs[name])).toContain('build')
    expect(await summary(runs[name])).toContain('checks: write')
  })

  it('counts by job id where the jobs of a public repository can be read', () => {
    expect(only(runs.denied).manifest.completeness).toMatchObject({ by: 'job-id', complete: true, recorded: 3 })
  })

  it('counts by job key where they cannot, and names the permission', async () => {
    const { manifest } = only(runs.deniedPrivate)
    expect(manifest.completeness).toMatchObject({ by: 'job-key', complete: true, recorded: 3 })
    expect(manifest.warnings).toContainEqual({ code: 'permission-missing', subject: 'actions: read' })
    expect(await summary(runs.deniedPrivate)).toContain('actions: read')
  })
})

describe('a faulty run', () => {
  it('is red for its own failure, without a violation', () => {
    expect(runs.faulty.code).toBe(1)
    expect(runs.faulty.stderr).not.toContain('violation')
    expect(runs.faulty.stderr).toMatch(/report: success/)
  })

  it('says which job and step failed, in a neutral check run', async () => {
    const [write] = await checkRunWrites(runs.faulty)
    expect(write?.body.conclusion).toBe('neutral')
    expect(write?.body.output?.title).toContain('broken')
    expect(write?.body.output?.summary).toContain('Run exit 3')
    const { headline, result } = only(runs.faulty).manifest
    expect(headline).toMatchObject({ kind: 'failed', handOff: 'work', job: 'broken', step: 'Run exit 3' })
    expect(result).toBe('failure')
  })

  it.each([
    ['broken', 'recorded'],
    ['silent', 'not-recorded'],
    ['switched-off', 'not-recorded'],
    ['kept-home', 'not-recorded'],
    ['skipped', 'skipped'],
    ['downloads-all', 'recorded'],
    ['report / report', 'in-progress'],
  ])('accounts for %s: %s', (name, presence) => {
    expect(jobOf(only(runs.faulty).manifest, name).presence).toBe(presence)
  })

  it('tells the job that kept its manifest from those that made none', () => {
    const { manifest } = only(runs.faulty)
    const gaps = manifest.gaps.filter(gap => gap.detail === 'not uploaded by choice')
    expect(gaps.map(gap => gap.field)).toEqual([`jobs.${jobOf(manifest, 'kept-home').id}.manifest`])
    expect(manifest.completeness.complete).toBe(false)
  })

  it('warns of the job that downloads all artifacts', () => {
    expect(only(runs.faulty).manifest.warnings).toContainEqual({
      code: 'downloads-all-artifacts',
      subject: 'downloads-all',
    })
  })
})

describe('where the report is posted', () => {
  const writes = async (name: 'ownJob' | 'both' | 'off') =>
    (await checkRunWrites(runs[name])).map(({ method, status }) => [method, status])

  it('own-job: title and summary go on the check run of the report job', async () => {
    expect(await writes('ownJob')).toEqual([['PATCH', 200]])
    const [write] = await checkRunWrites(runs.ownJob)
    const report = jobOf(only(runs.ownJob).manifest, 'report / report')
    expect(write?.path).toMatch(new RegExp(`/check-runs/${report.id}$`))
    expect(write?.body.conclusion).toBeUndefined()
    expect(write?.body.output?.text).toContain('[only]')
  })

  it('both: there and in a check run of its own', async () => {
    expect((await writes('both')).toSorted()).toEqual([
      ['PATCH', 200],
      ['POST', 201],
    ])
  })

  it('off: nowhere but in the summary', async () => {
    expect(await writes('off')).toEqual([])
    expect(await summary(runs.off)).toContain('[only]')
  })
})

it('keep-job-manifests: true deletes nothing', () => {
  expect(deletions(runs.kept)).toBe(0)
  expect(only(runs.kept).manifest.signing.mode).toBe('keyless')
  expect(deletions(runs.explicit)).toBe(1)
})

it('a called job that asks for more than its caller grants is a startup failure: a run without jobs', () => {
  expect(runs.calling.code).toBe(1)
  expect(runs.calling.stdout).toContain('startup_failure')
  expect(runs.calling.stderr).toContain('checks')
  expect(runs.calling.runs).toEqual([])
  expect(requestsTo(runs.calling, 'ArtifactService')).toEqual([])
})

it('refuses what the lab cannot do, by its name', () => {
  expect(runs.unsupported.code).toBe(2)
  expect(runs.unsupported.stderr).toContain('jobs.contained.container is not supported by the lab')
})
