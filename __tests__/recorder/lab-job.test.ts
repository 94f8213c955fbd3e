import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { unzipSync } from 'fflate'
import { type Services, startServices } from '../../lab/services.ts'
import { readJobManifest } from '../../src/schema/read-manifest.ts'
import { aJob, aRun, aState } from '../lab/a-state.ts'
import { BACKEND_JOB, BACKEND_RUN, fixtureAction, folderOf, run, SHA, step } from '../lab/runner/harness.ts'

let services: Services

afterEach(async () => {
  await services.stop()
})

/** A folder with our action.yml whose entries are the compiled ones of this tree. */
const ownAction = () => {
  const folder = folderOf({ 'action.yml': readFileSync('action.yml', 'utf8'), 'package.json': '{"type":"module"}' })
  for (const entry of ['pre', 'main', 'post']) {
    mkdirSync(join(folder.path, 'dist', entry), { recursive: true })
    const compiled = JSON.stringify(resolve(`lib/src/recorder/${entry}.js`))
    writeFileSync(join(folder.path, 'dist', entry, 'index.js'), `await import(${compiled})\n`)
  }
  return folder
}

test('a whole job on the lab’s runner: pre, main, post, with the files the runner itself writes', async () => {
  services = await startServices(aState())
  const { state } = services
  const labRun = aRun(state, { backendRunId: BACKEND_RUN })
  const job = aJob(state, labRun, { backendId: BACKEND_JOB })
  const tokens = services.issueTokens({
    jobId: job.id,
    runId: labRun.id,
    attempt: 1,
    permissions: { contents: 'read' },
    backendRunId: BACKEND_RUN,
    backendJobId: BACKEND_JOB,
    cacheScopes: [],
    oidcClaims: {},
  })
  const own = ownAction()
  const cache = folderOf(
    fixtureAction('actions/cache/v5', {
      main: "console.log('Cache not found for input keys: npm-1')",
      post: "console.log('Cache saved with key: npm-1')",
    }),
  )
  const digest = `sha256:${'d'.repeat(64)}`
  const download = folderOf(
    fixtureAction('actions/download-artifact/v7', {
      main: `console.log('- app (ID: 77, Size: 3, Expected Digest: ${digest})')`,
    }),
  )
  try {
    const ran = await run(
      [
        step({ uses: 'octo/pipeline-trace@v1', id: 'trace' }),
        step({ uses: 'actions/cache@v5', name: 'Restore', with: { path: 'x', key: 'npm-1' } }),
        step({ uses: 'actions/download-artifact@v7', with: { name: 'app' } }),
        step({ run: 'test "$TRACEPARENT" && echo "carried $TRACEPARENT"', name: 'Look' }),
        step({ run: 'exit 3', name: 'Tolerated', continueOnError: true }),
        step({ run: 'echo "id=${{ steps.trace.outputs.correlation-id }}"', name: 'Output' }),
      ],
      {
        services: { ...services, ...tokens },
        plan: {
          jobId: job.id,
          runId: labRun.id,
          contexts: {
            github: {
              repository: 'octo/app',
              repository_id: '101',
              repository_owner: 'octo',
              repository_owner_id: '7',
              server_url: services.serverUrl,
              api_url: services.apiUrl,
              run_id: String(labRun.id),
              run_number: '12',
              run_attempt: '1',
              workflow: 'CI',
              workflow_ref: `octo/app/${labRun.path}@${labRun.ref}`,
              event_name: 'push',
              ref: labRun.ref,
              sha: labRun.sha,
              token: tokens.githubToken,
              event: { repository: { visibility: 'public' } },
            },
            needs: {},
            inputs: {},
            vars: {},
            secrets: {},
            matrix: { os: 'linux' },
            strategy: { 'job-index': 0, 'job-total': 2 },
          },
        },
        resolve: uses => {
          if (uses.startsWith('octo/pipeline-trace@')) return own.path
          if (uses.startsWith('actions/cache@')) return join(cache.path, 'actions/cache/v5')
          return uses.startsWith('actions/download-artifact@')
            ? join(download.path, 'actions/download-artifact/v7')
            : undefined
        },
      },
    )
    expect([
      ran.conclusion,
      ran.lines.filter(line => line.includes('::notice') || line.includes('##[notice]')),
    ]).toEqual(['success', []])
    const [artifact] = state.artifacts.values()
    const blob = artifact && state.blobs.get(artifact.blobId)
    if (blob === undefined) throw new Error(ran.text)
    const bytes = unzipSync(blob.bytes)['job-manifest.json'] ?? new Uint8Array()
    const manifest = readJobManifest(bytes).value

    expect(ran.lines.filter(line => line.startsWith('pipeline-trace manifest sha256:'))).toHaveLength(1)
    expect(ran.lines).toContain(`carried 00-${manifest.trace.traceId}-${manifest.trace.jobSpanId}-01`)
    expect(ran.lines).toContain(`id=${manifest.correlationId}`)
    expect(manifest.steps.map(({ name, stage, outcome }) => [name, stage, outcome])).toEqual(
      // Everything REST shows but our own post, which still runs, and what comes after it.
      ran.steps
        .filter(({ name }) => name !== 'Post Run octo/pipeline-trace@v1' && name !== 'Complete job')
        .map(({ name, conclusion }) => [
          name,
          name === 'Set up job'
            ? 'setup'
            : name.startsWith('Pre ')
              ? 'pre'
              : name.startsWith('Post ')
                ? 'post'
                : 'main',
          conclusion,
        ]),
    )
    expect(
      manifest.steps.every(({ startedAt, source }) => /\.\d{7}Z$/.test(startedAt ?? '') && source === 'runner'),
    ).toBe(true)
    expect(manifest.actions.map(({ uses, ref, sha }) => [uses, ref, sha])).toEqual([
      ['octo/pipeline-trace', 'v1', SHA],
      ['actions/cache', 'v5', SHA],
      ['actions/download-artifact', 'v7', SHA],
    ])
    const title = 'Run actions/download-artifact@v7'
    expect(manifest.downloads).toEqual([{ name: 'app', id: '77', sizeBytes: 3, digest, step: title, source: 'log' }])
    expect([manifest.buildCaches, manifest.pulls, manifest.pushes]).toEqual([[], [], []])
    expect(manifest.caches.map(({ operation, key, result }) => [operation, key, result])).toEqual([
      ['restore', 'npm-1', 'miss'],
      ['save', 'npm-1', 'saved'],
    ])
    expect(manifest.runner).toMatchObject({
      labels: { value: ['ubuntu-latest'], source: 'api' },
      name: { value: 'lab-1' },
      group: { value: 'GitHub Actions' },
      environment: { value: 'github-hosted' },
      version: { value: '2.336.0' },
    })
    expect([manifest.job.matrix?.value, manifest.job.status?.value, manifest.run.visibility?.value]).toEqual([
      { os: 'linux' },
      'success',
      'public',
    ])
    expect([manifest.recorder.preAt, manifest.recorder.mainAt]).toEqual([expect.any(String), expect.any(String)])
    expect(services.violations).toEqual([])
  } finally {
    own.dispose()
    cache.dispose()
    download.dispose()
  }
})
