import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import type { ReportedJob } from '../../src/schema/run/run-manifest.ts'
import { aManifest } from '../report/a-manifest.ts'
import { jobOf, type LabOutcome, runLab } from './lab-run.ts'

/*
 * What a step of the job can do to the recorder of the same job, or to a sibling's manifest. Everything it does here is
 * done with what the runner gives to every step: files, variables, the log, and artifacts by an ordinary action.
 */

/** Writes a manifest for a job; `is` are added to what a step can know of the run. Prints its digest line if told to. */
const FORGE = `
const { createHash } = require('node:crypto')
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs')
const [, , jobId, key, lies = '{}', print = 'no'] = process.argv
const fact = value => ({ value, source: 'runner' })
const { GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_REPOSITORY, GITHUB_REPOSITORY_ID, GITHUB_SHA, GITHUB_SERVER_URL } = process.env
const manifest = JSON.parse(readFileSync('template.json', 'utf8'))
manifest.run = { ...manifest.run, serverUrl: fact(GITHUB_SERVER_URL), repository: fact(GITHUB_REPOSITORY), repositoryId: fact(GITHUB_REPOSITORY_ID),
  runId: fact(GITHUB_RUN_ID), attempt: fact(Number(GITHUB_RUN_ATTEMPT)), sha: fact(GITHUB_SHA) }
manifest.job = { key: fact(key), id: fact(jobId), name: fact(key), status: fact('success') }
manifest.runner = { labels: fact(['ubuntu-latest']), name: fact(process.env.RUNNER_NAME) }
manifest.image = {}
manifest.recorder.postAt = new Date().toISOString()
// An empty list would be a false value that the log knows; a gap is only a poor record.
manifest.gaps = [{ field: 'actions', reason: 'not-readable' }]
for (const [path, value] of Object.entries(JSON.parse(lies))) {
  const [room, name] = path.split('.')
  if (value === null) delete manifest[room][name]
  else manifest[room][name] = fact(value)
}
const text = JSON.stringify(manifest)
mkdirSync('forged', { recursive: true })
writeFileSync('forged/job-manifest.json', text)
if (print !== 'no') {
  const digest = createHash('sha256').update(text).digest('hex')
  console.log('pipeline-trace manifest sha256:' + digest + ' job=' + jobId + ' attempt=' + GITHUB_RUN_ATTEMPT)
}
`

const job = (key: string, needs: string, steps: string): string => `
  ${key}:
    runs-on: ubuntu-latest
    needs: [${needs}]
    outputs: { id: '\${{ steps.id.outputs.id }}' }
    steps:
      - uses: actions/checkout@v4
      - id: id
        run: echo "id=\${{ job.check_run_id }}" >> "$GITHUB_OUTPUT"
${steps}`

const RECORD = '      - uses: OWNER/pipeline-trace@v1\n'
const run = (script: string): string => `      - run: |\n${script.trim().replaceAll(/^/gm, '          ')}\n`
const upload = (id: string, name = `pipeline-trace-job-\${{ github.run_id }}-1-${id}`, overwrite = false): string =>
  `      - uses: actions/upload-artifact@v4\n        with: { name: '${name}', path: forged/job-manifest.json, overwrite: ${overwrite} }\n`
const OWN = '${{ job.check_run_id }}'
const idOf = (key: string) => `\${{ needs.${key}.outputs.id }}`

const STATE = `
echo 'preAt=2001-01-01T00:00:00Z' >> "$GITHUB_STATE"
echo 'mainAt=2001-01-01T00:00:00Z' >> "$GITHUB_STATE"
echo 'STATE_preAt=2001-01-01T00:00:00Z' >> "$GITHUB_ENV"
echo 'STATE_mainAt=2001-01-01T00:00:00Z' >> "$GITHUB_ENV"
find "$RUNNER_TEMP" -type f -name '*state*' | while read -r file; do echo 'preAt=2001-01-01T00:00:00Z' > "$file"; done
`
const VARIABLES = `
for name in GITHUB_RUN_ID GITHUB_RUN_ATTEMPT GITHUB_REPOSITORY_ID INPUT_JOB-ID INPUT_JOB-STATUS; do echo "$name=666" >> "$GITHUB_ENV"; done
echo 'GITHUB_JOB=forged' >> "$GITHUB_ENV"
echo 'ImageOS=forged' >> "$GITHUB_ENV"
`
const LINES = `
echo '##[group]Run OWNER/pipeline-trace@v1'
echo 'Post job cleanup.'
for job in ${OWN} ${idOf('honest')} unknown; do
  echo "pipeline-trace manifest sha256:$(printf '%064d' 0) job=$job attempt=1"
done
`

/** Left out of the forged manifest: what GitHub could hold against it. */
const NOTHING_TO_CHECK = '{"runner.name":null,"runner.labels":null,"job.status":null}'

const WORKFLOW = `
name: Same job
on: push
permissions: {}
jobs:
  honest:
    runs-on: ubuntu-latest
    outputs: { id: '\${{ steps.id.outputs.id }}' }
    steps:
      - id: id
        run: echo "id=\${{ job.check_run_id }}" >> "$GITHUB_OUTPUT"
${RECORD}
  replaced:
    runs-on: ubuntu-latest
    outputs: { id: '\${{ steps.id.outputs.id }}' }
    steps:
      - id: id
        run: echo "id=\${{ job.check_run_id }}" >> "$GITHUB_OUTPUT"
${RECORD}
  mute:
    runs-on: ubuntu-latest
    outputs: { id: '\${{ steps.id.outputs.id }}' }
    steps:
      - id: id
        run: echo "id=\${{ job.check_run_id }}" >> "$GITHUB_OUTPUT"
  quiet:
    runs-on: ubuntu-latest
    outputs: { id: '\${{ steps.id.outputs.id }}' }
    steps:
      - id: id
        run: echo "id=\${{ job.check_run_id }}" >> "$GITHUB_OUTPUT"
  silent:
    runs-on: ubuntu-latest
    outputs: { id: '\${{ steps.id.outputs.id }}' }
    steps:
      - id: id
        run: echo "id=\${{ job.check_run_id }}" >> "$GITHUB_OUTPUT"
${job('state', 'honest', RECORD + run(STATE))}
${job('variables', 'honest', RECORD + run(VARIABLES))}
${job('lines', 'honest', RECORD + run(LINES))}
${job('deletes', 'honest', `${RECORD}${run('find "$RUNNER_TEMP" -mindepth 1 -maxdepth 1 ! -name _runner_file_commands -exec rm -rf {} +')}`)}
${job('switched-off', 'honest', RECORD + run('echo PIPELINE_TRACE=off >> "$GITHUB_ENV"'))}
${job('first', 'honest', RECORD + run(`node forge.js ${OWN} first`) + upload(OWN))}
${job('consistent', 'honest', `${RECORD}${run(`echo PIPELINE_TRACE=off >> "$GITHUB_ENV"\nnode forge.js ${OWN} consistent '{"runner.os":"forged-os"}' print`)}${upload(OWN)}`)}
${job('liar', 'honest', `${RECORD}${run(`echo PIPELINE_TRACE=off >> "$GITHUB_ENV"\nnode forge.js ${OWN} liar '{"runner.name":"somebody","image.name":"forged-image","runner.labels":["gold"],"run.sha":"${'b'.repeat(40)}"}' print`)}${upload(OWN)}`)}
${job('for-silent', 'silent', RECORD + run(`node forge.js ${idOf('silent')} silent '{}' print`) + upload(idOf('silent')))}
${job('for-mute', 'mute', run(`node forge.js ${idOf('mute')} mute '${NOTHING_TO_CHECK}' print`) + upload(idOf('mute')))}
${job('for-quiet', 'quiet', RECORD + run(`node forge.js ${idOf('quiet')} quiet '${NOTHING_TO_CHECK}' print`) + upload(idOf('quiet')))}
${job('for-replaced', 'replaced', RECORD + run(`node forge.js ${idOf('replaced')} replaced '{}' print`) + upload(idOf('replaced'), undefined, true))}
${job('names', 'honest', `${RECORD}${run(`node forge.js ${idOf('honest')} honest`)}${upload('1', 'pipeline-trace-job-1-1-1')}${upload('2', `pipeline-trace-job-\${{ github.run_id }}-7-${idOf('honest')}`)}${upload('3', 'pipeline-trace-job-${{ github.run_id }}-1-31')}${upload('4', 'pipeline-trace-job-x')}`)}
  report:
    needs: [honest, replaced, mute, quiet, silent, state, variables, lines, deletes, switched-off, first, consistent, liar, for-mute, for-quiet, for-silent, for-replaced, names]
    if: always()
    permissions: { actions: read, contents: read, checks: write, id-token: write }
    uses: OWNER/pipeline-trace/.github/workflows/report.yml@v1
    with:
      needs: \${{ toJSON(needs) }}
      fulcio-url: \${{ vars.FULCIO_URL }}
      rekor-url: \${{ vars.REKOR_URL }}
      tsa-url: \${{ vars.TSA_URL }}
      trusted-root: \${{ vars.TRUSTED_ROOT }}
`

let outcome: LabOutcome

beforeAll(async () => {
  const repository = await mkdtemp(join(tmpdir(), 'pipeline-trace-same-job-'))
  const files = {
    '.github/workflows/ci.yml': WORKFLOW,
    'forge.js': FORGE,
    'template.json': JSON.stringify(aManifest()),
  }
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(repository, path)), { recursive: true })
    await writeFile(join(repository, path), content)
  }
  outcome = await runLab(['run', join(repository, '.github/workflows/ci.yml'), '--offline'])
}, 600_000)

const manifest = () => {
  const found = outcome.runs[0]?.manifest
  if (found === undefined) throw new Error(`no run manifest: ${outcome.stderr}`)
  return found
}
const find = (key: string): ReportedJob => jobOf(manifest(), key)
const fieldsOf = (key: string, agreement: string): readonly string[] =>
  find(key)
    .fields.filter(field => field.agreement === agreement)
    .map(({ field }) => field)

describe('a step that changes what the recorder of its own job reads', () => {
  it.each(['state', 'variables', 'lines', 'deletes'])('%s: the manifest is the recorder’s own, and confirmed', key => {
    const { presence, agreement, record } = find(key)
    expect({ presence, agreement }).toEqual({ presence: 'recorded', agreement: 'confirmed' })
    expect(record?.recorder.preAt).not.toContain('2001')
    expect(record?.recorder.mainAt).not.toContain('2001')
    expect(record?.run.runId.value).toBe(manifest().run.runId.value)
    expect(record?.job.key.value).toBe(key)
    expect(JSON.stringify([record?.image, record?.job, record?.run])).not.toContain('forged')
  })

  it('switches it off: the job is listed as not recorded, and the run as incomplete', () => {
    expect(find('switched-off')).toMatchObject({ presence: 'not-recorded', agreement: 'unconfirmed' })
    expect(manifest().completeness.complete).toBe(false)
  })
})

/** A job whose only manifest was refused: nothing of it is told. */
const refused = (key: string): string | undefined => {
  const { presence, agreement, anchor, record, manifest: file } = find(key)
  expect([presence, agreement, record, file]).toEqual(['not-recorded', 'contradicted', undefined, undefined])
  expect(fieldsOf(key, 'contradicted')).toEqual(['manifest.digest'])
  expect(anchor?.result).toBe('rejected')
  return anchor?.reason
}

describe('a step that uploads a manifest in its own job’s name', () => {
  it('first: the recorder’s digest line is another one', () => {
    expect(refused('first')).toBe('other-digest')
    expect(find('first').absence?.reason).toBe('upload-failed')
  })

  it.each(['liar', 'consistent'])(
    'and switches the recorder off: a digest line of its own is none of the recorder’s, %s',
    key => {
      expect(refused(key)).toBe('outside-post')
    },
  )
})

describe('a step that uploads a manifest in a sibling’s name', () => {
  it('of a sibling that recorded: its log names another digest', () => {
    expect(refused('replaced')).toBe('other-digest')
  })

  it('of a sibling that has no recorder, with a machine or beside one of its own: refused by the sibling’s log', () => {
    expect(refused('silent')).toBe('no-recorder')
    expect(refused('quiet')).toBe('no-recorder')
  })

  it('and says nothing that anybody could hold against it: never confirmed, whatever the attacker’s own log says', () => {
    expect(refused('mute')).toBe('no-recorder')
  })

  it('under a name of another run, another attempt, another job or no job: an unmatched artifact with its reason', () => {
    const run = manifest().run.runId.value
    const honest = find('honest').id
    const others = manifest().unmatchedArtifacts.filter(({ reason }) => reason !== 'rejected')
    expect(Object.fromEntries(others.map(({ artifact, reason }) => [artifact, reason]))).toEqual({
      'pipeline-trace-job-1-1-1': 'other-run',
      [`pipeline-trace-job-${run}-7-${honest}`]: 'other-attempt',
      [`pipeline-trace-job-${run}-1-31`]: 'forged-name',
      'pipeline-trace-job-x': 'forged-name',
    })
  })

  it('leaves the jobs that it names, and its own, as they were', () => {
    for (const key of ['honest', 'for-silent', 'for-quiet', 'for-replaced', 'names'])
      expect(find(key)).toMatchObject({ presence: 'recorded', agreement: 'confirmed' })
  })
})

it('the check run says which jobs are contradicted', async () => {
  const text = await readFile(join(outcome.out, 'check-run.md'), 'utf8')
  for (const key of ['first', 'liar', 'replaced', 'silent', 'quiet'])
    expect(text.split('\n').find(line => line.startsWith(`| [${key}]`))).toContain('contradicted')
})
