import { cp, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { LIMITS } from '../../src/core/limits.ts'
import { aManifest } from '../report/a-manifest.ts'
import { checkRunWrites, jobOf, type LabOutcome, requestsTo, runLab } from './lab-run.ts'

/*
 * A pull request from a fork whose only job leaves artifacts with this project's names and whatever it likes in them.
 * The workflow that follows the run reads them with a token that may write, and an id-token.
 */

/** A command in every form that something on the way could take for one to run. */
const command = (canary: string): string =>
  `"; touch ${canary} #$(touch ${canary})\`touch ${canary}\`\${{ github.token }}\n::warning::canary\n`
const MARKUP = '<img src=x onerror=alert(1)> [here](https://evil.example) @octocat **bold** | <!-- '

/** One folder for each artifact. */
const WRITE = `
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs')
const [, , jobId, limit] = process.argv
const text = readFileSync('text.txt', 'utf8')
const { GITHUB_RUN_ID, GITHUB_REPOSITORY, GITHUB_REPOSITORY_ID, GITHUB_SERVER_URL } = process.env
const fact = value => ({ value, source: 'runner' })
const honest = JSON.parse(readFileSync('template.json', 'utf8'))
honest.run = { ...honest.run, serverUrl: fact(GITHUB_SERVER_URL), repository: fact(GITHUB_REPOSITORY), repositoryId: fact(GITHUB_REPOSITORY_ID), runId: fact(GITHUB_RUN_ID) }
honest.job = { key: fact('silent'), id: fact(jobId), name: fact(text) }
honest.image = { name: fact(text.slice(0, 200)) }
honest.artifacts = [{ name: text.slice(0, 200), id: '1', source: 'results' }]
const other = { ...honest, run: { ...honest.run, runId: fact('1') } }
const files = {
  'big': ' '.repeat(Number(limit) + 1),
  'text': 'touch ' + text,
  'deep': '['.repeat(300000) + ']'.repeat(300000),
  'empty': '{}',
  'polluting': '{"__proto__": {"schemaVersion": "1.0.0", "kind": "job-manifest"}, "constructor": {"prototype": {"isAdmin": true}}}',
  'list': JSON.stringify([honest]),
  'future': JSON.stringify({ ...honest, schemaVersion: '9.0.0' }),
  'foreign': JSON.stringify(other),
  'own': JSON.stringify(honest),
}
for (const [name, content] of Object.entries(files)) {
  mkdirSync('left/' + name, { recursive: true })
  writeFileSync('left/' + name + '/job-manifest.json', content)
}
mkdirSync('left/run', { recursive: true })
writeFileSync('left/run/run-manifest.json', '{"schemaVersion": "1.0.0", "jobs": ' + '['.repeat(5000) + ']'.repeat(5000) + '}')
writeFileSync('left/run/run-manifest.sigstore.json', text)
`

const BY_NUMBER = ['big', 'text', 'deep', 'empty', 'polluting', 'list', 'future', 'foreign'] as const
const MARKED = 'pipeline-trace-job-![x](y) @octocat `code` ;touch canary;'

const upload = (name: string, folder: string): string =>
  `      - uses: actions/upload-artifact@v4\n        with: { name: '${name}', path: left/${folder}/ }\n`

const WORKFLOW = `
name: Two jobs
on: [push, pull_request]
permissions: {}
jobs:
  silent:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: node write.js \${{ job.check_run_id }} ${LIMITS.jobManifest}
${BY_NUMBER.map((folder, index) => upload(`pipeline-trace-job-\${{ github.run_id }}-1-${index + 1}`, folder)).join('')}
${upload('pipeline-trace-job-1-1-1', 'own')}
${upload('pipeline-trace-job-${{ github.run_id }}-7-1', 'own')}
${upload(MARKED, 'own')}
${upload('pipeline-trace-job-${{ github.run_id }}-1-${{ job.check_run_id }}', 'own')}
${upload('pipeline-trace-run-${{ github.run_id }}-1', 'run')}
`

/** What none of the names may be once they are rendered: an element, a link, an image, a mention. */
const RAW = ['<img', '](https://evil.example)', '![x](y)', '@octocat']

let outcome: LabOutcome
let canary: string

beforeAll(async () => {
  const repository = await mkdtemp(join(tmpdir(), 'pipeline-trace-collector-'))
  canary = join(repository, 'canary')
  const files = {
    '.github/workflows/ci.yml': WORKFLOW,
    'text.txt': `${MARKUP}${command(canary)}`,
    'write.js': WRITE,
    'template.json': JSON.stringify(aManifest()),
  }
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(repository, path)), { recursive: true })
    await writeFile(join(repository, path), content)
  }
  const following = join(repository, '.github', 'workflows', 'after-run.yml')
  await cp(join(import.meta.dirname, 'workflows', 'after-run.yml'), following)
  outcome = await runLab(
    ['run', join(repository, '.github', 'workflows', 'ci.yml'), '--fork', '--then', following, '--offline'],
    true,
  )
}, 600_000)

const manifest = () => {
  const found = outcome.after[0]?.manifest
  if (found === undefined) throw new Error(`nothing was collected: ${outcome.stdout}${outcome.stderr}`)
  return found
}

describe('a run of a fork that leaves hostile artifacts under our names, reported by the workflow that follows', () => {
  it('is reported: both runs are green, and no request breaks the description of GitHub', () => {
    expect(outcome.stderr).not.toContain('violation')
    expect(outcome.code).toBe(0)
    expect(manifest().reporter?.role).toBe('collector')
    expect(manifest().signing.mode).toBe('keyless')
  })

  it('names every artifact that it does not take, each with its own reason', () => {
    const run = manifest().run.runId.value
    const reasons = Object.fromEntries(manifest().unmatchedArtifacts.map(({ artifact, reason }) => [artifact, reason]))
    const ofNumber = (folder: (typeof BY_NUMBER)[number]): string =>
      `pipeline-trace-job-${run}-1-${BY_NUMBER.indexOf(folder) + 1}`
    expect(reasons).toEqual({
      [ofNumber('big')]: 'too-large',
      [ofNumber('text')]: 'not-json',
      [ofNumber('deep')]: 'not-json',
      [ofNumber('empty')]: 'schema-mismatch',
      [ofNumber('polluting')]: 'schema-mismatch',
      [ofNumber('list')]: 'schema-mismatch',
      [ofNumber('future')]: 'schema-major',
      [ofNumber('foreign')]: 'other-run',
      'pipeline-trace-job-1-1-1': 'other-run',
      [`pipeline-trace-job-${run}-7-1`]: 'other-attempt',
      [`pipeline-trace-job-${run}-1-${jobOf(manifest(), 'silent').id}`]: 'rejected',
      [MARKED]: 'forged-name',
      [`pipeline-trace-run-${run}-1`]: 'not-json',
    })
  })

  it('believes nothing of the manifest that a job without a recorder wrote of itself', () => {
    const { agreement, presence, record, fields, anchor } = jobOf(manifest(), 'silent')
    expect({ agreement, presence, record }).toEqual({
      agreement: 'contradicted',
      presence: 'not-recorded',
      record: undefined,
    })
    expect(anchor).toMatchObject({ reason: 'no-recorder' })
    expect(fields.filter(field => field.agreement === 'confirmed')).toEqual([])
  })

  it('posts one check run on the head, in which the names are text', async () => {
    const [write, ...more] = (await checkRunWrites(outcome)).filter(({ status }) => status < 400)
    expect(more).toEqual([])
    expect(write?.body.head_sha).toBe(manifest().run.headSha?.value)
    const { title = '', summary = '', text = '' } = write?.body.output ?? {}
    expect(summary).toContain('Manifests not taken')
    for (const part of [title, summary, text]) {
      for (const raw of RAW) expect(part).not.toContain(raw)
    }
  })

  it('runs nothing of it, deletes nothing of it, and writes the same text into the summary', async () => {
    expect(await readdir(dirname(canary))).not.toContain('canary')
    expect(requestsTo(outcome, 'DeleteArtifact')).toEqual([])
    const summary = await readFile(join(outcome.out, `job-summary-${manifest().reporter?.runId}-1.md`), 'utf8')
    expect(summary).toContain('Manifests not taken')
    for (const raw of RAW) expect(summary).not.toContain(raw)
  })
})
