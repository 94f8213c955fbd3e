import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import * as z from 'zod/mini'
import { type TraceDocument, traceDocument } from '../../../src/schema/questions/trace-document.ts'
import { type Ran, ROOT, readRunFolder, runNode } from '../lab-run.ts'
import { runThreeWorkflows, type ThreeRuns } from './three-workflows.ts'

let runs: ThreeRuns

beforeAll(async () => {
  runs = await runThreeWorkflows()
}, 600_000)

afterAll(() => runs.dispose())

/** `pipeline-trace trace` of dist/, over the three run artifacts. */
const trace = (question: string, ...options: readonly string[]): Promise<Ran> =>
  runNode([
    join(ROOT, 'dist', 'cli', 'index.js'),
    ...['trace', question, runs.folder, '--trusted-root', runs.trustedRoot, '--repo', runs.repository, ...options],
  ])

const traceJson = async (question: string): Promise<TraceDocument> => {
  const { stdout, stderr } = await trace(question, '--format', 'json')
  const parsed = z.safeParse(traceDocument, JSON.parse(stdout === '' ? 'null' : stdout))
  if (!parsed.success) throw new Error(`${stderr}${parsed.error.message}`)
  return parsed.data
}

const firstLine = async (question: string): Promise<string> =>
  (await trace(question, '--format', 'text')).stdout.split('\n')[0] ?? ''

/** The chain in words: kind and what names it. */
const describeChain = ({ chains, nodes }: TraceDocument): readonly string[] => {
  const byId = new Map(nodes.map(node => [node.id, node]))
  return (chains[0]?.nodes ?? []).flatMap(id => {
    const node = byId.get(id)
    return node === undefined ? [] : [`${node.kind} ${node.kind === 'commit' ? '' : node.name}`.trim()]
  })
}

describe('build, deploy by workflow_run with an approval, smoke test by workflow_run', () => {
  it('ran without a request that breaks the description of GitHub', () => {
    expect(runs.violations).toEqual([])
  })

  it('each report names the run that triggered its run, from its event file', async () => {
    const [deploy, smoke] = await Promise.all(
      [runs.deploy, runs.smoke].map(({ run }) => readRunFolder(join(runs.folder, `run-${run.id}-1`))),
    )
    expect(deploy?.manifest.run.triggeredBy).toEqual({
      source: 'runner',
      value: { runId: String(runs.build.run.id), attempt: 1, workflow: 'Build' },
    })
    expect(smoke?.manifest.run.triggeredBy?.value.runId).toBe(String(runs.deploy.run.id))
  })

  it('which artifact reached staging, and who let it: one command, and the first line is the answer', async () => {
    const line = await firstLine('environment:staging')
    expect(line).toMatch(
      /^artifact app sha256:[0-9a-f]{12} reached staging at \S+, by job deploy of run \d+, approved by hubot/,
    )
    expect(line).toContain('(required-reviewers)')
    expect(line).toContain(`made by job build of run ${runs.build.run.id} from commit`)
  })

  it('leads from the commit to the environment and to what was observed after', async () => {
    const document = await traceJson('environment:staging')
    const chain = describeChain(document)
    const places = ['commit', 'run Build', 'job build', 'artifact app', 'job deploy', 'environment staging'].map(one =>
      chain.indexOf(one),
    )
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(chain.indexOf('run Smoke test')).toBeGreaterThan(chain.indexOf('job deploy'))
    expect(chain.filter(one => one.startsWith('approval'))).toEqual(['approval staging'])
    expect(document.chains[0]?.gaps.map(({ code }) => code)).not.toContain('producer-not-searched')
    expect(document.manifests.map(({ signature }) => signature)).toEqual(['verified', 'verified', 'verified'])
  })

  it.each(['artifact', 'commit', 'build', 'deploy', 'smoke', 'deployment'])(
    'finds the same deployment from its %s',
    async from => {
      const whole = await traceJson('environment:staging')
      const named = (kind: string): string => whole.nodes.find(node => node.kind === kind)?.digest ?? ''
      const deployment = whole.chains[0]?.deployment ?? ''
      const questions: Readonly<Record<string, string>> = {
        artifact: named('artifact').slice(0, 'sha256:'.length + 12),
        commit: named('commit'),
        build: String(runs.build.run.id),
        deploy: `run:${runs.deploy.run.id}`,
        smoke: `run:${runs.smoke.run.id}`,
        deployment: `deployment:${deployment.split('/').at(-1) ?? ''}`,
      }
      const document = await traceJson(questions[from] ?? '')
      expect(document.answer).toBe('found')
      expect(document.chains.map(chain => chain.deployment)).toEqual([deployment])
    },
  )

  it('of the last run alone it says what is missing, and that the signer was not compared', async () => {
    const { stdout, code } = await runNode([
      join(ROOT, 'dist', 'cli', 'index.js'),
      ...['trace', `run:${runs.smoke.run.id}`, join(runs.folder, `run-${runs.smoke.run.id}-1`)],
      ...['--trusted-root', runs.trustedRoot, '--format', 'text'],
    ])
    expect(code).toBe(0)
    expect(stdout).toContain(`run ${runs.deploy.run.id}, attempt 1, Deploy: no manifest of it is in what was searched`)
    expect(stdout).toContain('signed, not checked against an expected repository')
  })

  it('says that nothing it searched names an unknown digest', async () => {
    const { stdout, code } = await runNode([
      join(ROOT, 'dist', 'cli', 'index.js'),
      ...['trace', 'sha256:0000000', runs.folder],
    ])
    expect(code).toBe(1)
    expect(stdout).toContain('No manifest that was searched names the digest')
  })
})
