import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { CANARIES, findCanaries, formsOf, KEPT_ON_PURPOSE, readDocuments } from '../hostile/canaries.ts'
import { jobOf, type LabOutcome, runLab } from './lab-run.ts'

/** Of the form of a token, and no secret of the run: nobody masks it. */
const TOKEN = `ghp_${'Aa1Bb2Cc3Dd4Ee5Ff6'.repeat(2)}`

/** An action that is given a canary, spreads some itself, and tells the test which tokens its process was given. */
const SPY = (tokens: string) => `
const { appendFileSync, writeFileSync } = require('node:fs')
appendFileSync(process.env.GITHUB_OUTPUT, 'password=${CANARIES.actionOutput}\\n')
appendFileSync(process.env.GITHUB_STATE, 'kept=${CANARIES.actionState}\\n')
const names = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'INPUT_TOKEN']
writeFileSync(${JSON.stringify(tokens)}, JSON.stringify(Object.fromEntries(names.map(name => [name, process.env[name]]))))
`

const WORKFLOW = `
name: Canaries
on: push
permissions: {}
env: { WORKFLOW_ENV: ${CANARIES.workflowEnv} }
jobs:
  plant:
    runs-on: ubuntu-latest
    permissions: { contents: read, id-token: write }
    env: { JOB_ENV: ${CANARIES.jobEnv}, KEPT: ${KEPT_ON_PURPOSE} }
    outputs: { password: ${CANARIES.jobOutput} }
    steps:
      - uses: OWNER/pipeline-trace@v1
        with:
          record-env: KEPT, NOT_SET
          deploy-manifests: deploy.yml
          steps: \${{ toJSON(steps) }}
          signing: keyless
          fulcio-url: \${{ vars.FULCIO_URL }}
          rekor-url: \${{ vars.REKOR_URL }}
          tsa-url: \${{ vars.TSA_URL }}
      - uses: actions/checkout@v4
      - name: Cache
        uses: actions/cache@v4
        with: { path: kept, key: kept-v1 }
      - name: Spread
        id: spread
        env: { STEP_ENV: ${CANARIES.stepEnv} }
        run: sh ./spread.sh
      - name: Spy
        id: spy
        uses: ./spy
        with: { password: ${CANARIES.actionInput}, token: '\${{ github.token }}' }
      - name: Upload
        uses: actions/upload-artifact@v4
        with: { name: app, path: out }
      - name: Fail
        run: sh ./fail.sh
  report:
    needs: [plant]
    if: always()
    permissions: { actions: read, contents: read, checks: write, id-token: write }
    uses: OWNER/pipeline-trace/.github/workflows/report.yml@v1
    with:
      needs: \${{ toJSON(needs) }}
      keep-job-manifests: true
      fulcio-url: \${{ vars.FULCIO_URL }}
      rekor-url: \${{ vars.REKOR_URL }}
      tsa-url: \${{ vars.TSA_URL }}
      trusted-root: \${{ vars.TRUSTED_ROOT }}
`

const SPREAD = `
echo "::add-mask::${CANARIES.masked}"
echo "SET_ENV=${CANARIES.setEnv}" >> "$GITHUB_ENV"
echo "password=${CANARIES.stepOutput}" >> "$GITHUB_OUTPUT"
mkdir -p out kept
echo ${CANARIES.cacheContent} > kept/file
echo ${CANARIES.artifact} > out/app.txt
echo ${CANARIES.log}
printf %s ${CANARIES.log} | base64
echo "api key: ${CANARIES.masked}"
printf %s ${CANARIES.masked} | base64
echo "::warning title=${CANARIES.annotation}::${CANARIES.annotation}"
`
const FAIL = `
echo "npm ERR! ${CANARIES.errorLine}: permission denied"
echo "::error::${CANARIES.errorLine} failed with ${CANARIES.annotation}"
echo "::error::upload refused for ${CANARIES.masked}"
echo "::error::upload refused for ${TOKEN}"
exit 3
`

const files = (tokens: string): Readonly<Record<string, string>> => ({
  '.github/workflows/ci.yml': WORKFLOW,
  'spy/action.yml': 'name: spy\ninputs: { password: {}, token: {} }\nruns: { using: node24, main: index.js }\n',
  'spy/index.js': SPY(tokens),
  'spread.sh': SPREAD,
  'fail.sh': FAIL,
  'secret.txt': CANARIES.workspaceFile,
  'deploy.yml': `password: ${CANARIES.deployManifest}\n`,
  'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': { name: CANARIES.lockfile } } }),
})

let outcome: LabOutcome
let documents: ReadonlyMap<string, string>
let tokens: Readonly<Record<string, string>>

beforeAll(async () => {
  const repository = await mkdtemp(join(tmpdir(), 'pipeline-trace-canaries-'))
  const tokensFile = join(await mkdtemp(join(tmpdir(), 'pipeline-trace-tokens-')), 'tokens.json')
  for (const [path, content] of Object.entries(files(tokensFile))) {
    await mkdir(dirname(join(repository, path)), { recursive: true })
    await writeFile(join(repository, path), content)
  }
  outcome = await runLab(['run', join(repository, '.github/workflows/ci.yml'), '--offline'])
  // The logs are the runner's own, as GitHub keeps them: what a step prints stands in them, and nothing of ours wrote it.
  documents = new Map([...(await readDocuments(outcome.out))].filter(([name]) => !/^logs-\d+-\d+[\\/]/.test(name)))
  tokens = JSON.parse(await readFile(tokensFile, 'utf8'))
}, 600_000)

const manifest = () => {
  const found = outcome.runs[0]?.manifest
  if (found === undefined) throw new Error(`no run manifest in ${outcome.out}: ${outcome.stderr}`)
  return found
}

describe('what was planted', () => {
  it('went through the job, which failed, was recorded and signed, and was reported', () => {
    const plant = jobOf(manifest(), 'plant')
    expect(plant).toMatchObject({
      presence: 'recorded',
      agreement: 'confirmed',
      signature: { by: 'job', mode: 'keyless' },
    })
    expect(plant.api?.conclusion).toBe('failure')
    expect(plant.failure).toMatchObject({ class: 'command', step: { name: 'Fail' } })
    expect(plant.record?.artifacts.map(({ name }) => name)).toContain('app')
    expect(plant.record?.replay?.lockfiles.map(({ path }) => path)).toEqual(['package-lock.json'])
    expect(plant.record?.replay?.deployManifests?.map(({ path }) => path)).toEqual(['deploy.yml'])
  })

  it('is in none of the files that were made, in no form', () => {
    const payloads = [...documents.values()].filter(text =>
      text.startsWith('{"_type":"https://in-toto.io/Statement/v1"'),
    )
    expect(payloads).toHaveLength(2)
    const { errorLine: _, annotation: _annotation, ...others } = CANARIES
    expect(findCanaries(documents, others)).toEqual([])
  })

  it('but for the errors that the failed step wrote, which reports quote, and no manifest, statement or history holds', () => {
    const { errorLine, annotation } = CANARIES
    const found = findCanaries(documents, { errorLine, annotation })
    expect(found).toContainEqual(expect.stringMatching(/check-run\.md: errorLine, plain$/))
    const places = new Set(found.map(line => line.slice(0, line.lastIndexOf(': '))))
    // The posted check run stands once more among the requests that the lab kept.
    for (const place of places)
      expect(place).toMatch(/(?:^|\/)(?:check-run\.(?:md|json)|job-summary[\w-]*\.md|report\.md|requests\.jsonl)$/)
    // These two are the same text URL-encoded.
    expect(found.filter(line => !/, (?:plain|URL-encoded)$/.test(line))).toEqual([])
  })

  it('and a secret that such a line holds is masked or redacted, in every form', () => {
    const { masked } = CANARIES
    expect(findCanaries(documents, { masked, token: TOKEN })).toEqual([])
    expect([...documents].some(([name, text]) => name.endsWith('check-run.md') && text.includes('redacted'))).toBe(true)
  })

  it('nor is a token of the job', () => {
    expect(Object.values(tokens).every(token => token.length > 10)).toBe(true)
    expect(findCanaries(documents, tokens)).toEqual([])
  })

  it('but the value that record-env names is, also inside the signed payload’s file', () => {
    const found = findCanaries(documents, { kept: KEPT_ON_PURPOSE })
    expect(found).toContainEqual(expect.stringMatching(/run-manifest\.json: kept, plain$/))
    expect(found).toContainEqual(expect.stringMatching(/jobs\/\d+\.json: kept, plain$/))
  })
})

it('the search finds a text in each of its forms', () => {
  for (const [form, text] of Object.entries(formsOf(CANARIES.log)))
    expect(findCanaries(new Map([['file', `before ${text} behind`]]), { log: CANARIES.log })).toContain(
      `file: log, ${form}`,
    )
})
