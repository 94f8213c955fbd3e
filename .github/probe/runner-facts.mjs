// Runs as an action, so with the runner's own Node and environment. Records presence and form of things, never values
// that could be secret: names of claims, not tokens.
import { appendFileSync, existsSync, lstatSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const environment = process.env
const attempt = async work => {
  try {
    return await work()
  } catch (error) {
    return { error: String(error?.code ?? error).slice(0, 200) }
  }
}
const input = name => environment[`INPUT_${name.toUpperCase()}`] ?? ''
const claims = token => JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString())

// process.execPath is <root>/externals/node24/bin/node, unless externals is a link to somewhere else.
const root = resolve(dirname(process.execPath), '../../..')
const externals = dirname(dirname(dirname(process.execPath)))

const listArtifacts = async () => {
  const [, runId, jobId] = /Actions\.Results:([^: ]+):([^: ]+)/.exec(claims(environment.ACTIONS_RUNTIME_TOKEN).scp)
  const url = new URL(
    '/twirp/github.actions.results.api.v1.ArtifactService/ListArtifacts',
    environment.ACTIONS_RESULTS_URL,
  )
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${environment.ACTIONS_RUNTIME_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ workflow_run_backend_id: runId, workflow_job_run_backend_id: jobId }),
    signal: AbortSignal.timeout(10_000),
  })
  const body = await response.json()
  return {
    status: response.status,
    date: response.headers.get('date'),
    artifacts: (body.artifacts ?? []).map(artifact => ({ name: artifact.name, fields: Object.keys(artifact) })),
  }
}

const facts = {
  execPath: process.execPath,
  externalsIsLink: await attempt(() => lstatSync(externals).isSymbolicLink()),
  externalsReal: await attempt(() => realpathSync(externals)),
  root,
  rootFiles: await attempt(() => readdirSync(root).filter(name => !name.startsWith('.credentials'))),
  setupInfo: await attempt(() => JSON.parse(readFileSync(join(root, '.setup_info'), 'utf8').replace(/^\uFEFF/, ''))),
  runnerFileKeys: await attempt(() =>
    Object.keys(JSON.parse(readFileSync(join(root, '.runner'), 'utf8').replace(/^\uFEFF/, ''))),
  ),
  diagnostics: await attempt(() => readdirSync(join(root, '_diag'))),
  pages: await attempt(() => readdirSync(join(root, '_diag/pages')).length),
  imageFiles: ['/imagegeneration/imagedata.json', 'C:\\imagedata.json'].filter(path => existsSync(path)),
  variables: Object.keys(environment)
    .filter(name => /^(GITHUB|RUNNER|ACTIONS|INPUT|Image)/.test(name))
    .sort(),
  cacheMode: environment.ACTIONS_CACHE_MODE ?? null,
  imageOs: environment.ImageOS ?? null,
  imageVersion: environment.ImageVersion ?? null,
  inputs: {
    jobId: input('job-id'),
    jobStatus: input('job-status'),
    jobContextKeys: await attempt(() => Object.keys(JSON.parse(input('job-context')))),
    strategyKeys: await attempt(() => Object.keys(JSON.parse(input('strategy')) ?? {})),
    runnerContextKeys: await attempt(() => Object.keys(JSON.parse(input('runner-context')))),
  },
  runtimeTokenClaims: await attempt(() => Object.keys(claims(environment.ACTIONS_RUNTIME_TOKEN))),
  artifacts: await attempt(listArtifacts),
}

const file = join(environment.RUNNER_TEMP, 'runner-facts.json')
writeFileSync(file, JSON.stringify(facts, null, 2))
appendFileSync(environment.GITHUB_OUTPUT, `file=${file}\n`)
console.log(JSON.stringify(facts, null, 2))
