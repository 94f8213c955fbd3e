// Asks the REST API, the OIDC issuer and Fulcio what the research could not answer, and puts everything into one file.
// Usage: node ask.mjs <folder with runner facts> <file to write>. Each question is answered on its own.
import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder, output] = process.argv.slice(2)
const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_SHA, GH_TOKEN } = process.env
const { JOB_ID, CANCELLED_RUN, ACTIONS_ID_TOKEN_REQUEST_URL, ACTIONS_ID_TOKEN_REQUEST_TOKEN } = process.env

const api = async (path, method = 'GET', body) => {
  const response = await fetch(`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}${path}`, {
    method,
    headers: { authorization: `Bearer ${GH_TOKEN}`, 'x-github-api-version': '2022-11-28' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  })
  const text = await response.text()
  return { status: response.status, text, json: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : null }
}
const ask = async question => {
  try {
    return await question()
  } catch (error) {
    return { error: String(error).slice(0, 300) }
  }
}
const idToken = async audience => {
  const response = await fetch(`${ACTIONS_ID_TOKEN_REQUEST_URL}&audience=${encodeURIComponent(audience)}`, {
    headers: { authorization: `Bearer ${ACTIONS_ID_TOKEN_REQUEST_TOKEN}` },
    signal: AbortSignal.timeout(20_000),
  })
  return { status: response.status, value: response.ok ? (await response.json()).value : undefined }
}

const { json: listed } = await api(`/actions/runs/${GITHUB_RUN_ID}/attempts/${GITHUB_RUN_ATTEMPT}/jobs?per_page=100`)
const jobs = listed?.jobs ?? []
const jobNamed = name => jobs.find(job => job.name === name)
const times = job =>
  job && { created: job.created_at, started: job.started_at, completed: job.completed_at, status: job.status }

/** Is the log of a finished job served while the run goes on, and does it hold the server's own lines? */
const jobLog = async () => {
  const { status, text } = await api(`/actions/jobs/${jobNamed('holder').id}/logs`)
  const lines = ['Requested labels:', 'Waiting for a runner', 'Job is about to start', 'Current runner version']
  return { status, holds: lines.filter(line => text.includes(line)) }
}

/** Title and summary on the check run of this very job: accepted, and is the status left alone? */
const ownCheckRun = async () => {
  const { status } = await api(`/check-runs/${JOB_ID}`, 'PATCH', { output: { title: 'probe', summary: 'probe' } })
  const { json } = await api(`/check-runs/${JOB_ID}`)
  return { status, checkRunStatus: json?.status, conclusion: json?.conclusion, title: json?.output?.title }
}

/** May a job write onto the check run of another job? If so an annotation is no anchor. */
const otherCheckRun = async () => {
  const annotation = { path: 'README.md', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'probe' }
  const { status } = await api(`/check-runs/${jobNamed('holder').id}`, 'PATCH', {
    output: { title: 'probe', summary: 'written by another job', annotations: [annotation] },
  })
  return { status }
}

/** Does Mermaid render in a check run? A person has to look at `lookAt`. Does the new check run come back as a job? */
const newCheckRun = async () => {
  const summary = '```mermaid\ngantt\n  title probe\n  section a\n  one :0, 5s\n```\n'
  const created = await api('/check-runs', 'POST', {
    name: 'pipeline-trace probe',
    head_sha: GITHUB_SHA,
    status: 'completed',
    conclusion: 'neutral',
    output: { title: 'Does this show a chart?', summary },
  })
  const { json } = await api(`/actions/runs/${GITHUB_RUN_ID}/jobs?per_page=100&filter=latest`)
  return {
    status: created.status,
    lookAt: created.json?.html_url,
    listedAsJob: (json?.jobs ?? []).some(job => job.id === created.json?.id),
  }
}

/** Does a re-run make a new deployment? Run this workflow again ("Re-run all jobs") and compare. */
const deployments = async () => {
  const { status, json } = await api(`/deployments?sha=${GITHUB_SHA}&environment=pipeline-trace-probe`)
  const first = json?.[0]?.id
  const statuses = first === undefined ? undefined : (await api(`/deployments/${first}/statuses`)).json
  const states = statuses?.map(entry => ({ state: entry.state, at: entry.created_at }))
  const rules = await api('/environments/pipeline-trace-probe/deployment_protection_rules')
  return { status, ids: json?.map(({ id }) => id), attempt: GITHUB_RUN_ATTEMPT, states, protectionRules: rules.status }
}

/** How long may an `always()` step go on after a cancel? The ticks of an earlier run that was cancelled tell. */
const cancelGrace = async () => {
  if (!CANCELLED_RUN) return 'not asked: run once with cancel-grace, then again with cancelled-run'
  const { json } = await api(`/actions/runs/${CANCELLED_RUN}/jobs`)
  const { status, text } = await api(`/actions/jobs/${json.jobs.find(job => job.name === 'cancel-grace').id}/logs`)
  const ticks = [...text.matchAll(/ tick (\d+)$/gm)].map(([, tick]) => Number(tick))
  return { status, lastTickSeconds: Math.max(0, ...ticks) }
}

const audienceLengths = async () => {
  const answers = {}
  for (const length of [16, 91, 256, 1024, 4096, 8192]) answers[length] = (await idToken('a'.repeat(length))).status
  return answers
}

/** Which extensions does GitHub's own Fulcio put into a certificate? It has no public log. */
const fulcioExtensions = async () => {
  const { value } = await idToken('sigstore')
  const { sub } = JSON.parse(Buffer.from(value.split('.')[1], 'base64url').toString())
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const response = await fetch('https://fulcio.githubapp.com/api/v2/signingCert', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      credentials: { oidcIdentityToken: value },
      publicKeyRequest: {
        publicKey: { algorithm: 'ECDSA', content: publicKey.export({ type: 'spki', format: 'pem' }) },
        proofOfPossession: sign('sha256', Buffer.from(sub), privateKey).toString('base64'),
      },
    }),
    signal: AbortSignal.timeout(20_000),
  })
  if (!response.ok) return { status: response.status }
  const body = await response.json()
  const chain = (body.signedCertificateEmbeddedSct ?? body.signedCertificateDetachedSct).chain.certificates
  const { raw } = new X509Certificate(chain[0])
  // DER of 1.3.6.1.4.1.57264.1.N: the arc 57264 is 83 BF 30, then 01, then N.
  const prefix = Buffer.from('2b0601040183bf3001', 'hex')
  const found = Array.from({ length: 40 }, (_, index) => index + 1).filter(number =>
    raw.includes(Buffer.concat([Buffer.from([0x06, prefix.length + 1]), prefix, Buffer.from([number])])),
  )
  return { status: response.status, sub, extensions: found }
}

const facts = readdirSync(folder, { recursive: true })
  .map(String)
  .filter(file => file.endsWith('.json'))
  .sort()
  .map(file => [file, JSON.parse(readFileSync(join(folder, file), 'utf8'))])

const answers = {
  run: { id: GITHUB_RUN_ID, attempt: GITHUB_RUN_ATTEMPT, at: new Date().toISOString() },
  runners: Object.fromEntries(facts),
  runnerNames: jobs.map(job => ({
    name: job.name,
    labels: job.labels,
    runner: job.runner_name,
    group: job.runner_group_name,
  })),
  concurrency: { holder: times(jobNamed('holder')), blocked: times(jobNamed('blocked')) },
  concurrencyGroups: await ask(async () => (await api(`/actions/runs/${GITHUB_RUN_ID}/concurrency_groups`)).status),
  jobLog: await ask(jobLog),
  ownCheckRun: await ask(ownCheckRun),
  otherCheckRun: await ask(otherCheckRun),
  newCheckRun: await ask(newCheckRun),
  deployments: await ask(deployments),
  cancelGrace: await ask(cancelGrace),
  audienceLengths: await ask(audienceLengths),
  fulcioExtensions: await ask(fulcioExtensions),
}
writeFileSync(output, `${JSON.stringify(answers, null, 2)}\n`)
console.log(JSON.stringify(answers, null, 2))
