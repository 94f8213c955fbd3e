import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readCommand } from '../../src/cli/inputs/read-inputs.ts'
import { toCanonicalJson } from '../../src/core/canonical-json.ts'
import { sha256Hex } from '../../src/io/digest.ts'
import { signStatement } from '../../src/signing/sign.ts'
import { runStatement } from '../../src/signing/statement.ts'
import { checkExpectations, type Expectations } from '../../src/verify/expected/expectations.ts'
import { trustClaims } from '../lab/sigstore-claims.ts'
import { type SigstoreServer, startSigstore } from '../lab/sigstore-server.ts'
import { DEADLINE, planFor, signManifest, statementOf } from '../signing/signing-helpers.ts'
import { sampleJob, sampleRun } from '../verify/sample-manifests.ts'
import { buildCli, runCli } from './run-cli.ts'
import { writeRunFolder } from './run-folder.ts'

const SHA = 'a'.repeat(40)
const OTHER_SHA = 'b'.repeat(40)
const BUILT = 'what the job built'
const BUILT_DIGEST = `sha256:${sha256Hex(Buffer.from(BUILT))}`

/** A pull request's run of the same repository: the workflow file and the repository are those of a push. */
const PULL_REQUEST = {
  ...trustClaims,
  sub: 'repo:octo/traced:pull_request',
  ref: 'refs/pull/7/merge',
  event_name: 'pull_request',
  workflow_ref: 'octo/traced/.github/workflows/ci.yml@refs/pull/7/merge',
  job_workflow_ref: 'octo/traced/.github/workflows/ci.yml@refs/pull/7/merge',
  runner_environment: 'self-hosted',
}

let base = ''
let sigstore: SigstoreServer
let pull: SigstoreServer
const at = (name: string) => join(base, name)

const declaring = sampleJob('1', manifest => {
  manifest['declaredSubjects'] = [{ name: 'app.tgz', kind: 'file', digest: BUILT_DIGEST, source: 'user' }]
})
const ofPull = sampleJob('1', ({ run, job, runner }) => {
  const say = (value: string) => ({ value, source: 'runner' })
  Object.assign(run, {
    ref: say(PULL_REQUEST.ref),
    event: say('pull_request'),
    workflowRef: say(PULL_REQUEST.workflow_ref),
  })
  Object.assign(job as object, { workflowRef: say(PULL_REQUEST.job_workflow_ref) })
  Object.assign(runner as object, { environment: say('self-hosted') })
})

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'pipeline-trace-expected-'))
  sigstore = await startSigstore()
  pull = await startSigstore(PULL_REQUEST)
  await buildCli()
  const roots = [sigstore, pull].map(each => `${JSON.stringify(each.trustedRoot())}\n`)
  await writeFile(at('roots.jsonl'), roots.join(''))
  await writeFile(at('one-root.json'), JSON.stringify(sigstore.trustedRoot()))
  await writeFile(at('push.json'), await signManifest(declaring, sigstore))
  await writeFile(at('pull.json'), await signManifest(ofPull, pull))
  await writeFile(at('app.tgz'), BUILT)
  await writeFile(at('other.tgz'), `${BUILT}!`)
  await writeRunFolder(at('run'), sigstore)
}, 60_000)
afterAll(async () => {
  await Promise.all([sigstore, pull].map(each => each.stop()))
  await rm(base, { recursive: true, force: true })
})

type Report = {
  verdict: string
  result: string
  missing: string[]
  countersigner: { workflow: string; isDefault: boolean }
  sections: { subject: string; checks: { id: string; result: string; reason: string }[] }[]
}
const verify = async (target: string, ...options: readonly string[]) => {
  const { code, stdout, stderr } = await runCli(
    ...['verify', at(target), '--offline', '--format', 'json', '--trusted-root', at('roots.jsonl'), ...options],
  )
  if (stdout === '') throw new Error(`no answer, exit ${code}: ${stderr}`)
  const report = JSON.parse(stdout) as Report
  const failed = report.sections.flatMap(({ subject, checks }) =>
    checks.filter(({ result }) => result === 'fail').map(({ id, reason }) => ({ subject, id, reason })),
  )
  return { code, report, failed: failed.map(({ id }) => id) }
}
const REPO = ['--repo', 'octo/traced']

describe('the file that is at hand', () => {
  test.each(['push.json', 'run'])('%s alone says that no file was compared, or compares its own', async target => {
    const { code, report } = await verify(target, ...REPO)
    expect(code).toBe(0)
    expect(report.verdict.includes('no file was compared')).toBe(target === 'push.json')
  })

  test.each([
    ['a file', () => at('app.tgz')],
    ['a digest', () => BUILT_DIGEST],
    ['a digest in capitals', () => `sha256:${BUILT_DIGEST.slice(7).toUpperCase()}`],
  ])('%s that the job declared', async (_, artifact) => {
    const { code, report } = await verify('push.json', ...REPO, '--artifact', artifact())
    expect([code, report.verdict]).toEqual([0, expect.stringContaining('is app.tgz')])
  })

  test.each([
    ['another file', () => at('other.tgz')],
    ['another digest', () => `sha256:${'0'.repeat(64)}`],
  ])('%s is refused', async (_, artifact) => {
    const { code, failed } = await verify('push.json', ...REPO, '--artifact', artifact())
    expect([code, failed]).toEqual([1, ['expected-artifact']])
  })

  test('of a run: what one of its jobs declared, through the digest of its manifest', async () => {
    await writeRunFolder(at('declaring'), sigstore, undefined, manifest => {
      manifest['declaredSubjects'] = [{ name: 'app.tgz', kind: 'file', digest: BUILT_DIGEST, source: 'user' }]
    })
    expect((await verify('declaring', ...REPO, '--artifact', at('app.tgz'))).code).toBe(0)
    expect((await verify('declaring', ...REPO, '--artifact', at('other.tgz'))).failed).toEqual(['expected-artifact'])
    expect((await verify('run', ...REPO, '--artifact', at('app.tgz'))).failed).toEqual(['expected-artifact'])
  })
})

describe('where the run came from', () => {
  test.each([
    ['ref', ['--source-ref', 'refs/heads/main']],
    ['commit', ['--source-digest', SHA.toUpperCase()]],
    ['event', ['--event', 'push']],
    ['commit of the signer', ['--signer-digest', SHA]],
    ['ids', ['--repository-id', '123456', '--owner-id', '654321']],
    ['kind of runner', ['--deny-self-hosted-runners']],
  ])('the right %s', async (_, options) => {
    for (const target of ['push.json', 'run']) expect((await verify(target, ...REPO, ...options)).code).toBe(0)
  })

  test.each([
    ['ref', ['--source-ref', 'refs/heads/mai'], 'expected-source-ref'],
    ['commit', ['--source-digest', OTHER_SHA], 'expected-source-digest'],
    ['event', ['--event', 'workflow_dispatch'], 'expected-event'],
    ['commit of the signer', ['--signer-digest', OTHER_SHA], 'expected-signer-digest'],
    ['repository id', ['--repository-id', '12345'], 'expected-repository-id'],
    ['owner id', ['--owner-id', '1'], 'expected-owner-id'],
  ])('another %s', async (_, options, check) => {
    for (const target of ['push.json', 'run']) {
      const { code, failed } = await verify(target, ...REPO, ...options)
      expect([code, new Set(failed)]).toEqual([1, new Set([check])])
    }
  })

  test('an id alone names a repository, in any name; an owner too', async () => {
    expect((await verify('push.json', '--repository-id', '123456')).code).toBe(0)
    expect((await verify('push.json', '--owner-id', '654321')).code).toBe(0)
    expect((await verify('push.json', '--repo', 'octo/before', '--repository-id', '123456')).code).toBe(0)
    expect((await verify('push.json', '--repo', 'octo/before', '--repository-id', '7')).failed).toEqual([
      'expected-repository',
      'expected-repository-id',
    ])
    expect((await verify('push.json', '--source-ref', 'refs/heads/main')).code).toBe(4)
  })

  test('a run of a pull request is one of the same repository, which options refuse', async () => {
    const signer = ['--signer-workflow', 'octo/traced/.github/workflows/ci.yml']
    expect((await verify('pull.json', ...REPO, ...signer)).code).toBe(0)
    expect((await verify('pull.json', ...REPO, ...signer, '--event', 'push')).failed).toEqual(['expected-event'])
    expect((await verify('pull.json', ...REPO, ...signer, '--source-ref', 'refs/heads/main')).failed).toEqual([
      'expected-source-ref',
    ])
    expect((await verify('pull.json', ...REPO, '--deny-self-hosted-runners')).failed).toEqual(['expected-runner'])
  })

  test('a name of another server: the failing line asks for the full URL', () => {
    const identity = {
      san: 'https://octo.ghe.com/octo/traced/.github/workflows/ci.yml@refs/heads/main',
      issuer: 'https://token.actions.octo.ghe.com',
      sourceRepositoryUri: 'https://octo.ghe.com/octo/traced',
    }
    const reasonsFor = (expected: Expectations) =>
      checkExpectations(expected, { checks: [], ok: true, mode: 'keyless', identity })
        .filter(({ result }) => result === 'fail')
        .map(({ reason }) => reason)
    for (const expected of [{ repo: 'octo/traced' }, { signerWorkflow: 'octo/traced/.github/workflows/ci.yml' }]) {
      const reasons = reasonsFor(expected)
      expect(reasons).toHaveLength(2)
      expect(reasons.every(reason => reason.includes('give the full URL'))).toBe(true)
    }
    expect(reasonsFor({ repo: 'https://octo.ghe.com/octo/traced' })).toEqual([])
    expect(reasonsFor({ repo: 'https://octo.ghe.com/octo/other' }).join()).not.toContain('full URL')
  })
})

describe('who may countersign', () => {
  const REPORT = 'OWNER/pipeline-trace/.github/workflows/report.yml'
  const OWN = 'octo/traced/.github/workflows/ci.yml'
  const countersigner = async (...options: readonly string[]) => {
    const { code, report } = await verify('run', ...REPO, ...options)
    const check = report.sections[0]?.checks.find(({ id }) => id === 'expected-countersigner')
    return [code, report.countersigner.workflow, report.countersigner.isDefault, check?.result]
  }

  test('is built in, and the caller may name another', async () => {
    expect(await countersigner()).toEqual([0, REPORT, true, 'not-applicable'])
    expect(await countersigner('--countersigner', OWN)).toEqual([0, OWN, false, 'pass'])
    expect(await countersigner('--signer-workflow', OWN)).toEqual([0, OWN, false, 'pass'])
    expect(await countersigner('--countersigner', REPORT)).toEqual([1, REPORT, false, 'fail'])
  })

  test('stands in every verdict', async () => {
    for (const target of ['run', 'push.json', 'pull.json']) {
      const { stdout } = await runCli('verify', at(target), '--offline', '--trusted-root', at('roots.jsonl'))
      expect(stdout).toContain(REPORT)
    }
  })
})

describe('report.md', () => {
  const withReport = async (name: string, report: string, signedReport = report): Promise<void> => {
    const job = sampleJob('2')
    const run = sampleRun([{ manifest: job }])
    const bytes = Buffer.from(toCanonicalJson(run))
    const digest = sha256Hex(Buffer.from(signedReport))
    await writeRunFolder(at(name), sigstore)
    await rm(join(at(name), 'jobs/1.json'))
    await rm(join(at(name), 'jobs/1.sigstore.json'))
    await writeFile(join(at(name), 'run-manifest.json'), bytes)
    await writeFile(join(at(name), 'report.md'), report)
    const payload = runStatement(run, sha256Hex(bytes), bytes.byteLength, digest)
    const bundle = await signStatement(payload, planFor(sigstore), sigstore.idToken, DEADLINE)
    await writeFile(join(at(name), 'run-manifest.sigstore.json'), bundle)
  }

  test('is covered: one byte more or another one is refused, and without it the folder is incomplete', async () => {
    await withReport('reported', '# all is well\n')
    const { code, report, failed } = await verify('reported', ...REPO)
    expect([code, failed]).toEqual([0, []])
    expect(report.sections.find(({ subject }) => subject === 'report.md')?.checks[0]?.result).toBe('pass')
    const listing = report.sections.at(-1)?.checks.find(({ id }) => id === 'not-covered')
    expect(listing?.reason).toBe('no other files')
    expect((await verify('reported/run-manifest.json', ...REPO)).code).toBe(0)
    for (const changed of ['# all is well\n\n', '# all is w3ll\n', '']) {
      await writeFile(at('reported/report.md'), changed)
      expect((await verify('reported', ...REPO)).failed).toEqual(['file-digest'])
      expect((await verify('reported/run-manifest.json', ...REPO)).failed).toEqual(['file-digest'])
    }
    await rm(at('reported/report.md'))
    const without = await verify('reported', ...REPO)
    expect([without.code, without.report.missing]).toEqual([3, ['report.md']])
  })
})

describe('bundles in JSON lines', () => {
  const lines = async (name: string, ...content: readonly string[]) => {
    await writeFile(at(name), content.join('\n'))
    return verify(name, ...REPO)
  }
  const bundle = (name: string) => readFile(at(name), 'utf8')

  test('each is verified, whoever issued its certificate', async () => {
    const { code, report } = await lines('two.jsonl', await bundle('push.json'), await bundle('pull.json'), '')
    expect([code, report.sections.map(({ subject }) => subject)]).toEqual([0, ['bundle of line 1', 'bundle of line 2']])
    expect(report.verdict).toMatch(/^verified: 2 bundles, signed by .*main and .*merge; no file was compared/)
  })

  test('one of an unknown issuer, one that was changed, one that is none', async () => {
    const push = await bundle('push.json')
    await lines('issuers.jsonl', push, await bundle('pull.json'), '')
    const unknown = await runCli(
      ...['verify', at('issuers.jsonl'), '--offline', '--trusted-root', at('one-root.json'), ...REPO],
    )
    expect([unknown.code, unknown.stdout]).toEqual([1, expect.stringContaining('bundle of line 2')])
    const changed = push.replace(/"payload":"...../, '"payload":"AAAAA')
    expect((await lines('changed.jsonl', push, changed, '')).failed).toHaveLength(1)
    expect((await lines('none.jsonl', push, '{"a":1}', push, '')).failed).toEqual(['bundle-form'])
  })

  test('half a line at the end: the rest is verified, and the answer is incomplete', async () => {
    const push = await bundle('push.json')
    const { code, report } = await lines('half.jsonl', push, await bundle('pull.json'), push.slice(0, 700))
    expect([code, report.missing]).toEqual([3, ['bundle of line 3 (cut off)']])
    const middle = await lines('middle.jsonl', push, push.slice(0, 700), push, '')
    expect([middle.code, middle.failed]).toEqual([1, ['bundle-form']])
  })

  test('ten thousand lines, and one too many', async () => {
    const push = await bundle('push.json')
    const { code, report } = await lines(
      'many.jsonl',
      ...Array.from({ length: 9_999 }, () => push),
      await bundle('pull.json'),
    )
    expect([code, report.sections.map(({ subject }) => subject)]).toEqual([
      0,
      ['bundle of line 1 and 9998 equal ones', 'bundle of line 10000'],
    ])
    const over = await lines('over.jsonl', ...Array.from({ length: 10_001 }, () => push))
    expect([over.code, over.failed]).toEqual([1, ['bundle-size']])
  }, 120_000)

  test('of several predicate types those that are asked for are evaluated', async () => {
    const statement = JSON.parse(Buffer.from(statementOf(declaring)).toString())
    const other = Buffer.from(
      JSON.stringify({ ...statement, predicateType: 'https://example.com/other', predicate: {} }),
    )
    const signed = await signStatement(other, planFor(sigstore), sigstore.idToken, DEADLINE)
    const { code, report } = await lines('types.jsonl', await bundle('push.json'), signed, '')
    expect([code, report.sections[1]?.checks[0]?.reason]).toEqual([0, expect.stringContaining('not evaluated')])
    await writeFile(at('other-type.json'), signed)
    expect((await verify('other-type.json', ...REPO)).failed).toEqual(['predicate-type', 'predicate'])
    expect((await verify('other-type.json', ...REPO, '--predicate-type', 'https://example.com/other')).code).toBe(0)
  })
})

test('a predicate of our own types is held to its schema, also where its type is asked for', async () => {
  for (const manifest of [declaring, sampleRun([{ manifest: declaring }])]) {
    const statement = JSON.parse(Buffer.from(statementOf(manifest)).toString())
    const broken = [
      {},
      { ...statement.predicate, run: { ...statement.predicate.run, runId: 'x' } },
      ...(manifest.kind === 'run-manifest' ? [{ ...statement.predicate, jobs: 'none' }] : []),
    ]
    for (const predicate of broken) {
      const payload = Buffer.from(JSON.stringify({ ...statement, predicate }))
      await writeFile(at('broken.json'), await signStatement(payload, planFor(sigstore), sigstore.idToken, DEADLINE))
      const asked = await verify('broken.json', ...REPO, '--predicate-type', statement.predicateType)
      expect([asked.code, asked.failed]).toEqual([1, [expect.stringMatching(/^predicate(-jobs)?$/)]])
    }
  }
})

describe('what is printed', () => {
  const print = async (target: string, ...options: readonly string[]) =>
    (await runCli('verify', at(target), '--offline', '--trusted-root', at('roots.jsonl'), ...options)).stdout

  test('one line where all is well, and the failing checks where not; everything with --verbose', async () => {
    expect((await print('run', ...REPO)).trimEnd().split('\n')).toHaveLength(1)
    const failing = await print('run', '--repo', 'octo/other', '--event', 'schedule')
    const [first, ...others] = failing.trimEnd().split('\n')
    expect(first).toMatch(/^not verified: /)
    expect(others.length).toBeGreaterThanOrEqual(2)
    expect(others.every(line => line.startsWith('  FAIL  '))).toBe(true)
    const verbose = await print('run', ...REPO, '--verbose')
    expect(verbose).toContain('trust: ')
    expect(verbose.split('\n').filter(line => line.startsWith('  pass')).length).toBeGreaterThan(20)
  })
})

describe('wrong options exit 2 and say what to do', () => {
  const OPTIONS: Readonly<Record<string, readonly string[]>> = {
    '--artifact': ['sha256:abc', 'sha512:abc', 'oci://ghcr.io/o/app'],
    '--source-ref': ['main', 'refs/heads/', 'refs/heads/a b', 'refs/heads/a*'],
    '--source-digest': ['abc', 'HEAD', 'g'.repeat(40), 'a'.repeat(41)],
    '--event': ['Push', 'push;', 'a'.repeat(100)],
    '--signer-digest': ['v1', 'a'.repeat(39)],
    '--repository-id': ['octo/traced', '-1', '1e3'],
    '--owner-id': ['octo', '1.5'],
    '--countersigner': ['report.yml', 'octo'],
  }
  const RIGHT: Readonly<Record<string, string>> = {
    '--artifact': BUILT_DIGEST,
    '--source-ref': 'refs/heads/main',
    '--source-digest': SHA,
    '--event': 'push',
    '--signer-digest': SHA,
    '--repository-id': '1',
    '--owner-id': '1',
    '--countersigner': 'o/r/.github/workflows/c.yml',
  }
  const cases = Object.entries(OPTIONS).flatMap(([option, wrong]) => {
    const right = RIGHT[option] ?? ''
    return [
      ...wrong.map(value => [`${option} ${value}`, [option, value], option] as const),
      [`${option} empty`, [option, ''], option] as const,
      [`${option} blank`, [`${option}= `], option] as const,
      [`${option} without a value`, [option], option] as const,
      [`${option} twice`, [option, right, option, right], 'give it once'] as const,
    ]
  })

  test.each<readonly [string, readonly string[], string]>([
    ...cases,
    ['--verbose twice', ['--verbose', '--verbose'], 'give it once'],
    ['--deny-self-hosted-runners with a value', ['--deny-self-hosted-runners=yes'], 'deny-self-hosted-runners'],
    ['--repo twice', ['--repo', 'o/a', '--repo', 'o/b'], 'give it once'],
    ['a pull request on a branch', ['--event', 'pull_request', '--source-ref', 'refs/heads/main'], 'refs/pull/'],
    ['a push on a pull request', ['--event', 'push', '--source-ref', 'refs/pull/1/merge'], 'exclude each other'],
  ])('%s', (_, options, remedy) => {
    const read = () => readCommand(['verify', at('push.json'), '--offline', ...options], {})
    expect(read).toThrow(expect.objectContaining({ code: 'USAGE', message: expect.stringContaining(remedy) }))
  })

  test('as a process', async () => {
    for (const options of [
      ['--source-ref', 'main'],
      ['--artifact', '/nowhere/at/all'],
    ]) {
      const { code, stdout, stderr } = await runCli('verify', at('push.json'), '--offline', ...options)
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toMatch(/--source-ref is a full ref|cannot read the artifact .*sha256:<64 hex digits>/)
    }
  })
})
