import { spawnSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { comparison } from '../../src/schema/questions/comparison.ts'
import { replayAssessment } from '../../src/schema/questions/replay-assessment.ts'
import { traceDocument } from '../../src/schema/questions/trace-document.ts'
import { readJobManifest } from '../../src/schema/read-manifest.ts'
import type { ReportedJob } from '../../src/schema/run/run-manifest.ts'
import { checkRunWrites, jobOf, type LabOutcome, ROOT, type RunFolder, runLab, runNode } from './lab-run.ts'
import { tableOf } from './report-table.ts'

const CLI = join(ROOT, 'dist', 'cli', 'index.js')

let demo: LabOutcome
/** A second demonstration: another lab, so another root. */
let foreign: LabOutcome

const run = (index: 0 | 1 | 2): RunFolder => {
  const found = demo.runs[index]
  if (found === undefined) throw new Error(`no run folder ${index} in ${demo.out}`)
  return found
}
const verify = (folder: string, ...options: readonly string[]) => runNode([CLI, 'verify', folder, ...options])
const labRoot = (outcome: LabOutcome = demo): string => join(outcome.out, 'lab-trusted-root.json')
const recorded = ({ manifest }: RunFolder): readonly ReportedJob[] =>
  manifest.jobs.filter(job => job.presence === 'recorded')
const copyOf = async (folder: string): Promise<string> => {
  const copy = await mkdtemp(join(tmpdir(), 'pipeline-trace-copy-'))
  await cp(folder, copy, { recursive: true })
  return copy
}
/** What a reader of the check run sees. */
const shownOf = (output: { readonly summary?: string; readonly text?: string } | undefined): string =>
  `${output?.summary ?? ''}\n${output?.text ?? ''}`

const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

beforeAll(async () => {
  const small = join(import.meta.dirname, 'workflows', 'one-job.yml')
  ;[demo, foreign] = await Promise.all([runLab(['demo']), runLab(['run', small, '--offline'])])
}, 600_000)

describe('what changed from one run to another', () => {
  const diff = (...options: readonly string[]) =>
    runNode([CLI, 'diff', run(0).folder, run(2).folder, '--trusted-root', labRoot(), '--offline', ...options])

  it('is read from the run artifacts, whose signatures are verified', async () => {
    const { code, stdout } = await diff('--format', 'json')
    expect(code).toBe(0)
    const { before, after, jobs, time } = comparison.parse(JSON.parse(stdout))
    expect([before.signed, after.signed]).toEqual(['verified', 'verified'])
    expect(jobs).toMatchObject({ onlyBefore: 0, onlyAfter: 0 })
    const parts = (time?.parts ?? []).reduce((sum, { differenceMs }) => sum + differenceMs, 0)
    expect(parts + (time?.otherPartsMs ?? 0) + (time?.unexplainedMs ?? 0)).toBe(time?.differenceMs)
  })

  it('names the job that failed and then passed, and marks a root that did not sign', async () => {
    expect((await diff('--format', 'text')).stdout).toMatch(/results: .*scan failure → success/)
    const { stdout } = await runNode([CLI, 'diff', run(0).folder, run(2).folder, '--offline'])
    expect(stdout).toContain('signature not verified')
  })

  it('is printed by the demonstration', () => {
    expect(demo.stdout).toContain('What changed? pipeline-trace diff')
  })
})

describe('what a run would do again', () => {
  it('names its commit as pinned, the script that checks it out, and the command that runs it again', async () => {
    const { code, stdout } = await runNode([CLI, 'replay', run(2).folder, '--offline', '--format', 'json'])
    expect([0, 3]).toContain(code)
    const { run: of, pinned, present, score, commands } = replayAssessment.parse(JSON.parse(stdout))
    const commit = run(2).manifest.run.sha?.value
    expect(of).toMatchObject({ runId: run(2).manifest.run.runId.value, commit })
    expect(pinned).toContainEqual(expect.objectContaining({ kind: 'commit', value: commit }))
    expect(present.checked).toBe('offline')
    expect(commands.rerun).toContain(`gh run rerun ${of.runId}`)
    expect(commands.checkout).toContain(commit ?? '')
    expect(score.parts.map(({ kind }) => kind)).toContain('action')
  })

  it('is printed by the demonstration', () => {
    expect(demo.stdout).toContain('What would it do again? pipeline-trace replay')
  })
})

describe('which artifact reached production, and who let it', () => {
  const trace = (...options: readonly string[]) =>
    runNode([CLI, 'trace', 'environment:production', demo.out, '--trusted-root', labRoot(), ...options])

  it('is the first line: artifact, environment, approver, job and commit', async () => {
    const { code, stdout } = await trace('--format', 'text')
    expect([0, 3]).toContain(code)
    const [answer = ''] = stdout.split('\n')
    expect(answer).toMatch(
      /^artifact package sha256:[0-9a-f]{12}, image .* reached production at .*, approved by hubot/,
    )
    expect(answer).toContain('made by job build')
  })

  it('has edges with a source, from the commit to the environment', async () => {
    const { stdout } = await trace('--format', 'json')
    const { answer, edges } = traceDocument.parse(JSON.parse(stdout))
    expect(answer).toBe('found')
    const relations = new Set(edges.map(({ relation }) => relation))
    for (const one of ['started', 'ran', 'made', 'part-of', 'approved', 'reached'] as const)
      expect(relations).toContain(one)
  })

  it('is printed by the demonstration', () => {
    expect(demo.stdout).toContain('Which artifact reached production, and who let it?')
  })
})

describe('what the demonstration leaves', () => {
  it('ends well, without one request that breaks the description of GitHub', () => {
    expect(demo.stderr).not.toContain('violation')
    expect(demo.code).toBe(0)
  })

  it.each(['check-run.json', 'check-run.md', 'job-summary.md', 'requests.jsonl', 'lab-trusted-root.json'])(
    'writes %s',
    async file => {
      expect((await readFile(join(demo.out, file), 'utf8')).length).toBeGreaterThan(0)
    },
  )

  it('says first what failed, in the step’s own words, why and what to do, beside the line of the job', async () => {
    const [first] = await checkRunWrites(demo)
    const { title, summary = '', annotations } = first?.body.output ?? {}
    expect(title).toBe(
      '❌ scan failed at “Scan”: The advisory database did not answer, localhost:9 refused the connection',
    )
    const block = summary.split('\n### ').find(part => part.includes('[scan]')) ?? ''
    expect(block).toMatch(/#step:\d+:\d+\)/)
    expect(block).toMatch(/\n> <code>.+<\/code>\n/)
    for (const word of ['**Likely cause:**', '**Next:** see that', '**Held up:** [deploy]'])
      expect(block).toContain(word)
    const [failure] = annotations?.filter(({ annotation_level }) => annotation_level === 'failure') ?? []
    const file = await readFile(join(ROOT, 'lab', 'demo', 'project', '.github', 'workflows', 'ci.yml'), 'utf8')
    expect(failure).toMatchObject({ title: 'scan', path: '.github/workflows/ci.yml' })
    expect(file.split('\n')[(failure?.start_line ?? 0) - 1]).toBe('  scan:')
  })

  it('writes a folder for each attempt: a failure, its re-run, a second run', () => {
    expect(demo.runs.map(({ manifest }) => [manifest.run.attempt.value, manifest.result])).toEqual([
      [1, 'failure'],
      [2, 'success'],
      [1, 'success'],
    ])
    expect(run(0).manifest.run.runId.value).toBe(run(1).manifest.run.runId.value)
    expect(run(2).manifest.run.runId.value).not.toBe(run(1).manifest.run.runId.value)
  })

  it('names every job of every attempt in the run manifest and in its check run', async () => {
    const writes = await checkRunWrites(demo)
    expect(writes.map(write => write.status)).toEqual([201, 201, 201])
    const all = [
      'browser-tests',
      'build',
      'database-tests',
      'deploy',
      'docs',
      'pipeline-trace / report',
      'scan',
      'tampering',
      'test (1)',
      'test (2)',
    ]
    for (const [index, { manifest }] of demo.runs.entries()) {
      expect(manifest.jobs.map(job => job.name).sort()).toEqual(all)
      for (const name of all) expect(shownOf(writes[index]?.body.output)).toContain(`[${name}]`)
    }
  })

  it('traces at least six jobs, and accounts for all', () => {
    expect(recorded(run(0)).length).toBeGreaterThanOrEqual(6)
    expect(recorded(run(2)).length).toBeGreaterThanOrEqual(6)
    for (const { manifest } of demo.runs) {
      const { known, recorded: count, complete } = manifest.completeness
      expect([known - count, complete]).toEqual([1, false])
    }
    expect([0, 1, 2].map(index => jobOf(run(index as 0 | 1 | 2).manifest, 'docs').presence)).toEqual([
      'not-recorded',
      'carried-over',
      'not-recorded',
    ])
    expect(demo.runs.map(({ manifest }) => manifest.completeness.by)).toEqual(['job-id', 'job-id', 'job-id'])
  })

  it('is made by the bundled action of this repository', () => {
    for (const file of ['pre', 'main', 'post', 'report', 'cli'])
      expect(existsSync(join(ROOT, 'dist', file, 'index.js'))).toBe(true)
    const head = spawnSync('git', ['-C', ROOT, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).stdout.trim()
    const used = recorded(run(0)).map(job =>
      job.record?.actions.find(action => action.uses.endsWith('/pipeline-trace')),
    )
    for (const action of used) {
      expect(action?.ref).toBe('v1')
      if (head !== '') expect(action?.sha).toBe(head)
    }
  })
})

describe('what is in the manifests', () => {
  it('sees the miss, the save and, in the next run, the hit of one key', () => {
    const caches = (folder: RunFolder) => jobOf(folder.manifest, 'build').record?.caches ?? []
    const [miss, saved] = caches(run(0))
    const [hit, unsaved] = caches(run(2))
    expect([miss?.result, saved?.result, hit?.result, unsaved?.result]).toEqual(['miss', 'saved', 'hit', 'not-saved'])
    expect(unsaved?.reason).toBe('exact-hit')
    expect(miss?.key).toMatch(/^deps-[0-9a-f]{64}$/)
    expect(hit?.key).toBe(miss?.key)
    expect(hit?.matchedKey).toBe(miss?.key)
  })

  it('has the artifact with the digest that the server listed, as the job that made it wrote it down', () => {
    for (const index of [0, 2] as const) {
      const { manifest } = run(index)
      const listed = manifest.artifacts.find(artifact => artifact.name === 'package')
      const made = jobOf(manifest, 'build').record?.artifacts.find(artifact => artifact.name === 'package')
      expect(listed?.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
      expect(made?.digest).toBe(listed?.digest)
      expect(made?.id).toBe(listed?.id)
    }
  })

  it('has the image that the deployed file names by its digest, beside the artifact that the job took', () => {
    for (const index of [1, 2] as const) {
      const { manifest } = run(index)
      const [file] = jobOf(manifest, 'deploy').record?.replay?.deployManifests ?? []
      expect(file).toMatchObject({ path: 'deploy/production.yaml', images: [{ image: expect.any(String) }] })
      const [named] = file?.images ?? []
      expect(manifest.lineage?.images).toMatchObject([
        { ...named, deployed: [{ environment: 'production', job: 'deploy', how: 'named-by-deploy-manifest' }] },
      ])
      expect(manifest.lineage?.images?.[0]).not.toHaveProperty('pushedBy')
      expect(manifest.lineage?.deployed).toMatchObject([
        { environment: 'production', artifacts: [{ name: 'package', madeBy: { job: 'build' } }] },
      ])
    }
  })

  it('has what a repetition needs: the lockfile of each checkout, and the variable that was asked for', () => {
    const [lockfile, ...more] = jobOf(run(2).manifest, 'build').record?.replay?.lockfiles ?? []
    expect(more).toEqual([])
    expect(lockfile).toMatchObject({ kind: 'pip', path: 'requirements.txt' })
    for (const name of ['test (1)', 'deploy'])
      expect(jobOf(run(2).manifest, name).record?.replay?.lockfiles).toEqual([lockfile])
    const env = jobOf(run(2).manifest, 'build').record?.replay?.env
    expect(env).toEqual([{ name: 'BUILD_MODE', value: 'release', source: 'runner' }])
  })

  it('asked the dependency of the job that failed, and of no other', () => {
    const asked = (index: 0 | 1) => jobOf(run(index).manifest, 'scan').record?.replay?.dependencies
    expect(asked(0)).toMatchObject([{ host: 'localhost', port: 9, state: 'down', reason: 'refused' }])
    expect(asked(1)).toBeUndefined()
  })

  it('shows that one of two jobs had to wait for their only machine', () => {
    const jobs = ['database-tests', 'browser-tests'].map(name => jobOf(run(2).manifest, name))
    expect(new Set(jobs.map(job => job.record?.runner.name?.value)).size).toBe(1)
    expect(jobs.filter(job => (job.timing.queueMs ?? 0) >= 1_000)).toHaveLength(1)
  })

  it('follows the critical path through the graph of the workflow file, and says what each hand-off took', () => {
    const { timeline } = run(2).manifest
    expect(timeline?.edges).toBe('known')
    const path = timeline?.criticalPath
    expect(path?.edges).toBe('known')
    expect(Object.values(path?.statesMs ?? {}).reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(path?.totalMs ?? 0, 3)
    const states = path?.segments.map(one => [one.state, one.subject, one.owner]) ?? []
    expect(states).toContainEqual(['queued', 'self-hosted, lab-single', 'platform'])
    expect(states).toContainEqual(['waiting-for-policy', 'production', 'approver'])
    expect(path?.segments.at(-1)?.job).toBe('deploy')
  })

  it('names who approved, by which rule, and who could have', () => {
    const entries = run(2).manifest.timeline?.protection.filter(entry => entry.kind === 'environment') ?? []
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({
      environment: 'production',
      state: 'passed',
      by: ['hubot'],
      rules: [{ kind: 'required-reviewers' }],
      reviewers: [{ kind: 'user', name: 'hubot' }],
      timeKnown: true,
    })
  })

  it('shows the job that failed once and passed in the next attempt', () => {
    const { timeline } = run(1).manifest
    expect(timeline?.attempts.map(({ attempt, kind }) => [attempt, kind])).toEqual([
      [1, 'first'],
      [2, 're-run'],
    ])
    expect(
      timeline?.retries.map(({ name, failed, passed }) => [name, failed.step, failed.attempt, passed.attempt]),
    ).toEqual([['scan', 'Scan', 1, 2]])
  })

  it('sees the wait for approval of the job with an environment alone', () => {
    const waited = run(2).manifest.jobs.filter(job => (job.timing.approvalMs ?? 0) > 0)
    expect(waited.map(job => job.name)).toEqual(['deploy'])
    expect(waited[0]?.timing.approvalMs).toBeGreaterThanOrEqual(1_000)
    expect(waited[0]?.timing.queueMs ?? 0).toBeLessThan(1_500)
  })

  it('keeps a failed attempt, its passing successor, and what was carried over', () => {
    const [first, second] = [run(0).manifest, run(1).manifest]
    expect(first.headline).toMatchObject({ kind: 'failed', handOff: 'work', job: 'scan', step: 'Scan' })
    expect(jobOf(first, 'scan').api?.conclusion).toBe('failure')
    expect(jobOf(second, 'scan')).toMatchObject({ presence: 'recorded', api: { conclusion: 'success' } })
    const carried = second.jobs.filter(job => job.presence === 'carried-over')
    expect(carried.map(job => job.name).sort()).toEqual([
      'browser-tests',
      'build',
      'database-tests',
      'docs',
      'tampering',
      'test (1)',
      'test (2)',
    ])
    for (const job of carried.filter(({ name }) => name !== 'docs'))
      expect(job.manifest?.digest).toBe(jobOf(first, job.name).manifest?.digest)
  })

  it('keeps the correlation id over attempts, not the trace id', () => {
    const ids = demo.runs.map(({ manifest }) => manifest.correlationId)
    expect(ids[1]).toBe(ids[0])
    expect(ids[2]).not.toBe(ids[0])
    expect(new Set(demo.runs.map(({ manifest }) => manifest.trace.traceId)).size).toBe(3)
    for (const { manifest } of demo.runs)
      for (const job of manifest.jobs.filter(({ presence }) => presence === 'recorded')) {
        expect(job.record?.correlationId).toBe(manifest.correlationId)
        expect(job.record?.trace.traceId).toBe(manifest.trace.traceId)
      }
  })
})

describe('the job that tampers with what its recorder reads', () => {
  const FIELD = 'image.version'
  const CLAIMED = '20990101.1.0'
  /** What other jobs' runners say: all machines of the lab have one image. */
  const trueVersion = (folder: RunFolder): unknown => jobOf(folder.manifest, 'build').record?.image.version?.value

  it('is the one contradiction of each attempt: that job, that field, both values', () => {
    for (const folder of demo.runs) {
      const contradicted = folder.manifest.jobs.flatMap(({ name, agreement, fields }) =>
        fields
          .filter(field => field.agreement === 'contradicted')
          .map(({ field, values }) => [name, agreement, field, values]),
      )
      expect(trueVersion(folder)).toMatch(/^\d{8}\.\d+/)
      expect(contradicted).toEqual([
        [
          'tampering',
          'contradicted',
          FIELD,
          [
            { source: 'runner', value: CLAIMED },
            { source: 'log', value: trueVersion(folder) },
          ],
        ],
      ])
      expect(folder.manifest.jobs.filter(({ agreement }) => agreement === 'contradicted')).toHaveLength(1)
    }
  })

  it('turns nothing red, and leaves its other fields, its digest line too, as good as they were', () => {
    for (const { manifest } of demo.runs) {
      const { api, fields } = jobOf(manifest, 'tampering')
      expect(api?.conclusion).toBe('success')
      const agreementOf = (name: string) => fields.find(({ field }) => field === name)?.agreement
      expect(['manifest.digest', 'image.name', 'runner.name'].map(agreementOf)).toEqual(Array(3).fill('confirmed'))
    }
    expect(run(2).manifest.result).toBe('success')
    expect(run(2).manifest.headline.kind).not.toBe('failed')
  })

  it('is alone on its machine', () => {
    const machines = recorded(run(2)).map(({ name, record }) => [name, record?.runner.name?.value] as const)
    const own = new Map(machines).get('tampering')
    expect(machines.filter(([, machine]) => machine === own)).toEqual([['tampering', own]])
  })

  it('stands in the check run with both values, marked in the table of jobs, and in one annotation', async () => {
    const writes = await checkRunWrites(demo)
    for (const [index, { body }] of writes.entries()) {
      const folder = demo.runs[index]
      if (folder === undefined) throw new Error(`no run folder ${index}`)
      const rows = shownOf(body.output)
        .split('\n')
        .filter(line => line.startsWith('| '))
      const told = rows.filter(line => line.includes(CLAIMED) && line.includes(`<code>${FIELD}</code>`))
      expect(told).toHaveLength(1)
      expect(told[0]).toContain(
        `is <code>${CLAIMED}</code> by the runner, <code>${trueVersion(folder)}</code> by the log`,
      )
      expect(body.output?.summary).toContain('1 job contradicted')
      const marked = rows.filter(line => line.includes('contradicted'))
      expect(marked).toEqual([expect.stringMatching(/^\| \[tampering\]/)])
      // A later attempt has an annotation of a finding beside it: a retried job that failed before.
      expect(body.output?.annotations?.filter(({ message }) => message.includes(FIELD))).toEqual([
        expect.objectContaining({
          annotation_level: 'warning',
          path: '.github/workflows/ci.yml',
          title: 'tampering',
        }),
      ])
      const findings = body.output?.annotations?.flatMap(({ title }) => (title === 'retry-masking' ? [title] : []))
      expect(findings).toEqual(folder.manifest.run.attempt.value === 1 ? [] : ['retry-masking'])
    }
  })
})

describe.each([0, 2] as const)('the facts of folder %i: in job manifests, run manifest and report the same', index => {
  /** What each job is known by: its manifest, or what its log told. */
  const told = () =>
    run(index).manifest.jobs.flatMap(({ name, record, log }) => {
      const facts = record ?? log
      return facts === undefined ? [] : [{ name: record === undefined ? `${name} (from its log)` : name, ...facts }]
    })

  it('of recorded jobs are those of the files that were signed', async () => {
    const { folder } = run(index)
    for (const job of recorded(run(index))) {
      const file = readJobManifest(await readFile(join(folder, 'jobs', `${job.id}.json`))).value
      expect(job.record).toEqual(file)
      expect(job.log).toBeUndefined()
    }
  })

  it('of the job without a recorder are what its steps did', () => {
    const { manifest } = run(index)
    const { record, log } = jobOf(manifest, 'docs')
    const build = jobOf(manifest, 'build').record
    expect(record).toBeUndefined()
    expect(log?.caches.map(({ operation, result, reason }) => [operation, result, reason])).toEqual(
      index === 0
        ? [
            ['restore', 'miss', undefined],
            ['save', 'saved', undefined],
          ]
        : [
            ['restore', 'hit', undefined],
            ['save', 'not-saved', 'exact-hit'],
          ],
    )
    expect(new Set(log?.caches.map(({ key }) => key)).size).toBe(1)
    expect(log?.caches[0]?.key).toMatch(/^pages-[0-9a-f]{64}$/)
    const listed = (name: string) => manifest.artifacts.find(artifact => artifact.name === name)
    expect(log?.artifacts.map(({ name, id, digest }) => [name, id, digest])).toEqual([
      ['pages', listed('pages')?.id, listed('pages')?.digest],
    ])
    expect(log?.downloads.map(({ name, id, digest }) => [name, id, digest])).toEqual([
      ['package', listed('package')?.id, listed('package')?.digest],
    ])
    expect(log?.image.name?.value).toBe(build?.image.name?.value)
    expect(log?.image.version?.value).toBe(build?.image.version?.value)
    const uses = log?.actions.map(({ uses: name, ref }) => `${name}@${ref}`).sort()
    expect(uses).toEqual(
      ['cache@v5', 'checkout@v5', 'download-artifact@v4', 'upload-artifact@v4'].map(name => `actions/${name}`),
    )
    for (const action of log?.actions ?? []) {
      expect(action.sha).toMatch(/^[0-9a-f]{40}$/)
      const same = build?.actions.filter(({ uses: name, ref }) => name === action.uses && ref === action.ref) ?? []
      for (const { sha } of same) expect(action.sha).toBe(sha)
    }
  })

  it('has every cache operation in the report', async () => {
    const rows = (await tableOf(run(index), 'Caches')).map(([job, by, operation, key, result, , , time]) => [
      job,
      by,
      operation,
      key,
      result?.replace(', medium confidence', ''),
      time !== '–',
    ])
    const known = told().flatMap(({ name, caches }) =>
      caches.map(({ operation, action, step, key, restoreKeys, result, reason, durationMs }) => [
        name,
        step?.includes(action ?? '') ? step : `${step} (${action})`,
        operation,
        [key, ...restoreKeys].join(', else '),
        reason === undefined ? result : `${result} (${reason})`,
        durationMs !== undefined,
      ]),
    )
    expect(known).toHaveLength(4)
    expect(rows).toEqual(known)
  })

  it('has the permissions of every token in the report', async () => {
    const rows = (await tableOf(run(index), 'Token permissions')).map(([write, read, , jobs]) => [write, read, jobs])
    expect(rows).toEqual([
      [
        'nothing',
        'contents, metadata',
        told()
          .map(({ name }) => name)
          .join(', '),
      ],
    ])
  })

  it('has every artifact in the report, with its digest and who made it', async () => {
    const rows = (await tableOf(run(index), 'Artifacts')).map(([name, producer, , digest]) => [producer, name, digest])
    const known = told().flatMap(({ name: job, artifacts }) => artifacts.map(({ name, digest }) => [job, name, digest]))
    expect(known).toHaveLength(2)
    expect(rows.toSorted()).toEqual(known.toSorted())
  })

  it('has image and runner of every job in the report', async () => {
    const rows = (await tableOf(run(index), 'Runners and images')).map(([job, , , , image, version]) => [
      job,
      image,
      version,
    ])
    const known = told().map(({ name, image, runner }) => [
      name,
      `${image.name?.value} ${image.version?.value}`,
      runner.version?.value,
    ])
    expect(rows).toEqual(expect.arrayContaining(known))
    expect(known).toHaveLength(recorded(run(index)).length + 1)
  })

  it('has every action with its commit in the report', async () => {
    const rows = (await tableOf(run(index), 'Actions')).map(([action, commit]) => [action, commit])
    const known = new Map(
      told().flatMap(({ actions }) => actions.map(({ uses, ref, sha }) => [`${uses}@${ref}`, sha] as const)),
    )
    expect(rows).toEqual([...known].toSorted())
  })

  it('joins the unrecorded job to what it took and made', () => {
    const { lineage } = run(index).manifest
    const [taken, made] = ['package', 'pages'].map(name => lineage?.artifacts.find(one => one.name === name))
    expect(taken?.consumers).toContainEqual(expect.objectContaining({ job: 'docs', digest: 'same' }))
    expect(made?.madeBy).toMatchObject({ job: 'docs', source: 'log', confidence: 'medium' })
  })
})

describe('what remains of the artifacts', () => {
  it('deletes the job manifests once the run artifact holds them', () => {
    const deletes = demo.requests.filter(request => request.path.endsWith('ArtifactService/DeleteArtifact'))
    expect(deletes.map(request => request.status)).toEqual(deletes.map(() => 200))
    expect(deletes).toHaveLength(demo.runs.flatMap(recorded).length)
  })

  it('has each job manifest in the run artifact, byte for byte what the digest says', async () => {
    for (const folder of demo.runs)
      for (const job of folder.manifest.jobs.filter(({ manifest }) => manifest !== undefined)) {
        const bytes = await readFile(join(folder.folder, 'jobs', `${job.id}.json`))
        expect(digestOf(bytes)).toBe(job.manifest?.digest)
        expect(readJobManifest(bytes).value.job.id?.value).toBe(job.id)
      }
  })
})

describe('verify', () => {
  it('says yes with the root of this lab and the repository that was expected', async () => {
    for (const { folder, manifest } of demo.runs) {
      const { serverUrl, repository } = manifest.run
      const expected = ['--repo', `${serverUrl?.value}/${repository.value}`]
      expect((await verify(folder, '--trusted-root', labRoot(), ...expected)).code).toBe(0)
    }
  })

  it('says who signed, and no yes, where nobody was expected', async () => {
    const { code, stdout } = await verify(run(0).folder, '--trusted-root', labRoot())
    expect(code).toBe(4)
    expect(stdout).toMatch(/^signed by \S+, not checked against an expectation \[countersigner expected: [^\]]+\]\n/)
  })

  it('says no with the roots it is shipped with', async () => {
    const { code, stdout } = await verify(run(0).folder)
    expect(code).toBe(1)
    expect(stdout).toContain('not verified: no trust root')
  })

  it('says no after one byte of one job file changed', async () => {
    const folder = await copyOf(run(0).folder)
    const file = join(folder, 'jobs', `${recorded(run(0))[0]?.id}.json`)
    const bytes = await readFile(file)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    await writeFile(file, bytes)
    const { code, stdout } = await verify(folder, '--trusted-root', labRoot())
    expect(code).toBe(1)
    expect(stdout).toMatch(/FAIL {2}\S+ {2}file-digest/)
  })

  it('says no to a bundle of another lab, with the root of this one and with its own', async () => {
    const folder = await copyOf(run(0).folder)
    const other = foreign.runs[0]
    if (other === undefined) throw new Error(`no run folder in ${foreign.out}: ${foreign.stderr}`)
    await cp(join(other.folder, 'run-manifest.sigstore.json'), join(folder, 'run-manifest.sigstore.json'))
    expect((await verify(folder, '--trusted-root', labRoot())).code).toBe(1)
    expect((await verify(folder, '--trusted-root', labRoot(foreign))).code).toBe(1)
  })

  it.each([
    ['an unknown option', ['--no-such-option']],
    ['a root that is not there', ['--trusted-root', '/nowhere/root.json']],
  ])('calls %s wrong usage', async (_, options) => {
    expect((await verify(run(0).folder, ...options)).code).toBe(2)
  })

  it('compares with what was expected of repository and run', async () => {
    const server = (await verify(run(0).folder, '--trusted-root', labRoot(), '--run', '1')).code
    expect(server).toBe(1)
    const { serverUrl, repository, runId } = run(0).manifest.run
    const right = ['--repo', `${serverUrl?.value}/${repository.value}`, '--run', runId.value, '--attempt', '1']
    expect((await verify(run(0).folder, '--trusted-root', labRoot(), ...right)).code).toBe(0)
  })
})

describe('openssl, which knows nothing of this project', () => {
  const version = spawnSync('openssl', ['version']).status
  const isRequired = process.env['PIPELINE_TRACE_REQUIRE_OPENSSL'] === '1'
  const title = "verifies the signature with the certificate's key"
  const test = version === 0 || isRequired ? it : it.skip
  test(version === 0 || isRequired ? title : `${title} (skipped: there is no openssl here)`, async () => {
    const bundle = JSON.parse(await readFile(join(run(0).folder, 'run-manifest.sigstore.json'), 'utf8'))
    const certificate = new X509Certificate(Buffer.from(bundle.verificationMaterial.certificate.rawBytes, 'base64'))
    const { payload, payloadType, signatures } = bundle.dsseEnvelope
    const body = Buffer.from(payload, 'base64')
    // DSSE: PAE(type, body) = "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body
    const signed = Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${body.length} `), body])
    const folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-openssl-'))
    await writeFile(join(folder, 'key.pem'), certificate.publicKey.export({ type: 'spki', format: 'pem' }))
    await writeFile(join(folder, 'signature'), Buffer.from(signatures[0].sig, 'base64'))
    await writeFile(join(folder, 'signed'), signed)
    await writeFile(join(folder, 'other'), Buffer.concat([signed, Buffer.from(' ')]))
    const openssl = (file: string): number | null =>
      spawnSync('openssl', ['dgst', '-sha256', '-verify', 'key.pem', '-signature', 'signature', file], { cwd: folder })
        .status
    expect(openssl('signed')).toBe(0)
    expect(openssl('other')).toBe(1)
  })
})
