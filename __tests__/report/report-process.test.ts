import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { strToU8 } from 'fflate'
import { sha256Hex } from '../../src/io/digest.ts'
import { readRunManifest } from '../../src/schema/read-manifest.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { verifyBundle } from '../../src/verify/bundle/verify-bundle.ts'
import { checkClaims } from '../../src/verify/documents/claims.ts'
import { type Reported, type ReportLab, startReportLab } from './report-lab.ts'

let lab: ReportLab

beforeEach(async () => {
  lab = await startReportLab()
})

afterEach(async () => {
  await lab.services.stop()
})

const manifestOf = (reported: Reported): RunManifest => {
  const bytes = reported.files['run-manifest.json']
  if (bytes === undefined) throw new Error(`no run manifest; log:\n${reported.log}`)
  return readRunManifest(bytes).value
}

describe('the report as a process against the lab', () => {
  test('names every job, joins manifests by job id and posts one finished check run', async () => {
    const build = lab.finish()
    const bare = lab.finish({ key: 'lint', name: 'lint' }, { upload: false, line: false })
    const reported = await lab.report({
      inputs: { needs: '{"build":{"result":"success"},"lint":{"result":"success"}}' },
    })

    const manifest = manifestOf(reported)
    expect(reported.code).toBe(0)
    expect(Object.fromEntries(manifest.jobs.map(job => [job.id, [job.presence, job.agreement]]))).toEqual({
      [String(build.id)]: ['recorded', 'confirmed'],
      [String(bare.id)]: ['not-recorded', 'unconfirmed'],
      [String(lab.reportJob.id)]: ['in-progress', 'unconfirmed'],
    })
    expect(manifest.result).toBe('success')
    expect(manifest.completeness).toMatchObject({ by: 'job-id', complete: false, known: 2, recorded: 1 })
    const [check] = [...lab.state.checkRuns.values()]
    expect(check).toMatchObject({
      name: 'pipeline-trace / CI',
      status: 'completed',
      conclusion: 'success',
      externalId: `${manifest.correlationId}/1`,
    })
    expect(lab.services.violations).toEqual([])
  })

  test('updates its check run when the same attempt reports again', async () => {
    lab.finish()
    await lab.report()
    lab.state.artifacts.clear()
    await lab.report()
    expect(lab.state.checkRuns.size).toBe(1)
  })

  test('keeps the bytes of every manifest exactly', async () => {
    const build = lab.finish()
    const reported = await lab.report()
    const inside = reported.files[`jobs/${build.id}.json`]
    expect(Buffer.from(inside ?? []).equals(lab.manifestOf(build))).toBe(true)
  })

  test('steps down to the summary without `checks: write`, green, naming the permission', async () => {
    lab.finish()
    const reported = await lab.report({ permissions: { actions: 'read', contents: 'read' } })
    expect(reported.code).toBe(0)
    expect(reported.log).toContain('checks: write')
    expect(reported.summary).toContain('build')
    expect(lab.state.checkRuns.size).toBe(0)
  })

  test('is red for the same only when strict', async () => {
    lab.finish()
    const reported = await lab.report({ permissions: { actions: 'read' }, inputs: { strict: 'true' } })
    expect(reported.code).toBe(1)
  })

  test('counts jobs by key where REST shows none', async () => {
    const build = lab.finish()
    lab.services.inject({
      path: /\/actions\/runs\//,
      status: 403,
      body: '{"message":"Resource not accessible by integration"}',
      times: 100,
    })
    const reported = await lab.report({
      inputs: { needs: '{"build":{"result":"success"},"deploy":{"result":"failure"},"docs":{"result":"skipped"}}' },
    })
    const manifest = manifestOf(reported)
    expect(manifest.completeness.by).toBe('job-key')
    expect(Object.fromEntries(manifest.jobs.map(job => [job.key, job.presence]))).toEqual({
      build: 'recorded',
      deploy: 'not-recorded',
      docs: 'skipped',
      report: 'in-progress',
    })
    expect(manifest.jobs.find(job => job.key === 'build')?.id).toBe(String(build.id))
    expect(manifest.result).toBe('failure')
    expect(manifest.warnings).toContainEqual({ code: 'permission-missing', subject: 'actions: read' })
  })

  test('survives a results service that is down and says what is missing', async () => {
    lab.finish()
    lab.services.inject({ path: /\/twirp\//, status: 500, body: '{"code":"internal","msg":"down"}', times: 1_000 })
    const reported = await lab.report()
    expect(reported.code).toBe(0)
    expect(reported.summary).toContain('build')
    expect(lab.state.checkRuns.size).toBe(1)
    expect(reported.log).toContain('upload of pipeline-trace-run-')
    // Signed and kept nowhere is not the same as signed.
    const check = [...lab.state.checkRuns.values()][0]?.output.summary ?? ''
    for (const shown of [reported.summary, check])
      expect(shown).toMatch(
        /report (?:is )?(?:signed \(keyless\)|unsigned \([\w-]+\)), not stored: upload of pipeline-trace-run-/,
      )
  }, 60_000)

  test('signs the run manifest, which covers every job, and then deletes what it covers', async () => {
    const build = lab.finish()
    const reported = await lab.report()
    const manifest = manifestOf(reported)
    expect(manifest.signing).toEqual({ mode: 'keyless', reason: 'automatic' })
    expect(manifest.jobs.find(job => job.id === String(build.id))?.signature).toMatchObject({
      mode: 'keyless',
      by: 'report',
    })
    const bundle = Buffer.from(reported.files['run-manifest.sigstore.json'] ?? []).toString()
    const verified = await verifyBundle(bundle, { roots: [lab.services.trustedRoot()], keys: [] })
    expect(verified.ok).toBe(true)
    expect(verified.statement?.subject.map(({ name, digest }) => [name, digest.sha256])).toEqual([
      ['run-manifest.json', sha256Hex(reported.files['run-manifest.json'] ?? '')],
      ['report.md', sha256Hex(reported.files['report.md'] ?? '')],
      [`jobs/${build.id}.json`, sha256Hex(lab.manifestOf(build))],
    ])
    const identity = verified.identity
    expect(identity && checkClaims(manifest, identity).filter(check => check.result === 'fail')).toEqual([])
    expect([...lab.state.artifacts.values()].map(one => one.name)).toEqual([`pipeline-trace-run-${lab.run.id}-1`])
  })

  test.each([
    ['asked to keep them', { inputs: { 'keep-job-manifests': 'true' } }],
    ['unsigned', { inputs: { signing: 'none' } }],
  ])('keeps the per-job artifacts when %s', async (_, settings) => {
    lab.finish()
    await lab.report(settings)
    expect([...lab.state.artifacts.values()].filter(one => one.name.startsWith('pipeline-trace-job-'))).toHaveLength(1)
  })

  test('a Sigstore outage leaves an unsigned report that says so', async () => {
    lab.finish()
    lab.services.inject({ path: /fulcio/, status: 503, body: '', times: 100 })
    const reported = await lab.report()
    expect(reported.code).toBe(0)
    expect(manifestOf(reported).signing).toEqual({ mode: 'none', reason: 'service-unavailable' })
    expect(reported.files['run-manifest.sigstore.json']).toBeUndefined()
    expect(reported.summary).toContain('unsigned')
  })

  test('every bad manifest costs one line and nothing else', async () => {
    const build = lab.finish()
    const put = (job: string, files: Record<string, Uint8Array>) =>
      lab.putArtifact(`pipeline-trace-job-${lab.run.id}-1-${job}`, files, lab.reportJob)
    const future = JSON.stringify({
      ...JSON.parse(Buffer.from(lab.manifestOf(build)).toString()),
      schemaVersion: '9.0.0',
    })
    put('1', { 'job-manifest.json': strToU8('{') })
    put('2', { 'job-manifest.json': strToU8(future) })
    put('3', { 'job-manifest.json': new Uint8Array(5 * 1_048_576) })
    put('4', { '../escape.json': strToU8('{}') })
    put('5', { 'job-manifest.json': lab.manifestOf(build) })
    put('x', { 'job-manifest.json': strToU8('{}') })
    const manifest = manifestOf(await lab.report())
    expect(
      Object.fromEntries(manifest.unmatchedArtifacts.map(one => [one.artifact.split('-').at(-1), one.reason])),
    ).toEqual({
      1: 'not-json',
      2: 'schema-major',
      3: 'too-large',
      4: 'schema-mismatch',
      5: 'forged-name',
      x: 'forged-name',
    })
    expect(manifest.jobs.find(job => job.id === String(build.id))?.presence).toBe('recorded')
  })

  test('finds the manifest of a carried-over job inside the earlier attempt’s artifact', async () => {
    const build = lab.finish({ startedAt: new Date(Date.now() - 50_000) })
    await lab.report()
    const next = { ...lab.run.attempts[0], attempt: 2, startedAt: new Date(), jobIds: [build.id, lab.reportJob.id] }
    lab.run.attempts.push(next as (typeof lab.run.attempts)[number])
    const manifest = manifestOf(await lab.report())
    const carried = manifest.jobs.find(job => job.id === String(build.id))
    expect(carried).toMatchObject({ presence: 'carried-over', signature: { by: 'report', mode: 'keyless' } })
    expect(carried?.manifest?.digest).toBe(`sha256:${sha256Hex(lab.manifestOf(build))}`)
  })

  test('writes on its own job without touching status or conclusion', async () => {
    lab.finish()
    await lab.report({ inputs: { 'check-run': 'own-job' } })
    expect(lab.state.checkRuns.size).toBe(0)
    expect(lab.reportJob.output?.summary).toContain('build')
    expect(lab.reportJob.conclusion).toBeNull()
  })

  test('a budget of two requests leaves logs unchecked, never confirmed', async () => {
    const build = lab.finish()
    const manifest = manifestOf(await lab.report({ inputs: { 'api-budget': '2' } }))
    expect(manifest.jobs.find(job => job.id === String(build.id))?.agreement).toBe('unconfirmed')
    expect(manifest.warnings).toContainEqual({ code: 'budget', subject: '1 job logs' })
  })

  test('names every bad input in one line and goes on with the defaults', async () => {
    lab.finish()
    const reported = await lab.report({ inputs: { signing: 'maybe', 'api-budget': 'lots', needs: '[' } })
    expect(reported.code).toBe(0)
    const notice = reported.log.split('\n').filter(line => line.startsWith('::notice'))
    expect(notice).toHaveLength(1)
    for (const name of ['signing', 'api-budget', 'needs']) expect(notice[0]).toContain(`${name}:`)
    expect(lab.state.checkRuns.size).toBe(1)
  })

  test('files the check run under the head of the pull request, not the merge commit', async () => {
    lab.finish()
    const head = 'b'.repeat(40)
    await lab.report({
      event: { pull_request: { head: { sha: head, repo: { id: 101 } }, base: { repo: { id: 101 } } } },
    })
    expect([...lab.state.checkRuns.values()].map(check => check.headSha)).toEqual([head])
  })

  test('on a fork’s pull request writes the summary alone, deletes nothing and stays green', async () => {
    lab.finish()
    const reported = await lab.report({
      event: { pull_request: { head: { sha: 'b'.repeat(40), repo: { id: 5 } }, base: { repo: { id: 101 } } } },
      environment: { GITHUB_EVENT_NAME: 'pull_request' },
      permissions: { actions: 'read', contents: 'read' },
    })
    expect(reported.code).toBe(0)
    expect(reported.summary).toContain('build')
    // Known before: told in the summary, and no annotation.
    expect(reported.summary).toContain('the token of a run from a fork is read-only')
    expect(reported.log).not.toMatch(/^::/m)
    expect(lab.state.checkRuns.size).toBe(0)
    expect([...lab.state.artifacts.values()].some(one => one.name.startsWith('pipeline-trace-job-'))).toBe(true)
  })

  test('on a fork’s pull request whose token may write it posts', async () => {
    lab.finish()
    await lab.report({
      event: { pull_request: { head: { sha: 'b'.repeat(40), repo: { id: 5 } }, base: { repo: { id: 101 } } } },
      environment: { GITHUB_EVENT_NAME: 'pull_request' },
    })
    expect([...lab.state.checkRuns.values()].map(check => check.headSha)).toEqual(['b'.repeat(40)])
  })

  test('on GitHub Enterprise Server it says once that there are no artifacts', async () => {
    lab.finish({}, { upload: false })
    const reported = await lab.report({
      inputs: { signing: 'none' },
      environment: { GITHUB_SERVER_URL: 'https://ghe.corp.test' },
    })
    expect(reported.code).toBe(0)
    const notices = reported.log.split('\n').filter(line => line.startsWith('::'))
    expect(notices).toEqual([
      expect.stringMatching(/^::notice .*https:\/\/ghe\.corp\.test has no artifact service that takes it\. On GitHub/),
    ])
    expect(lab.services.requests.some(({ path }) => path.endsWith('/CreateArtifact'))).toBe(false)
  })

  test.each([
    ['', '3', undefined],
    ['0', '3', undefined],
    ['5', '3', 3],
    ['5', '', 5],
  ])('retention-days %j where the repository allows %j', async (days, allowed, expected) => {
    lab.finish()
    await lab.report({
      inputs: { 'retention-days': days },
      environment: { GITHUB_RETENTION_DAYS: allowed },
    })
    const [artifact] = [...lab.state.artifacts.values()].filter(({ name }) => name.startsWith('pipeline-trace-run-'))
    const day = 86_400_000
    const kept = Math.round(((artifact?.expiresAt?.getTime() ?? 0) - (artifact?.createdAt.getTime() ?? 0)) / day)
    // The lab's default is GitHub's, 90 days.
    expect(kept).toBe(expected ?? 90)
  })
})
