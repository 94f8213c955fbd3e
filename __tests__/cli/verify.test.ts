import { generateKeyPairSync } from 'node:crypto'
import { appendFile, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { toCanonicalJson } from '../../src/core/canonical-json.ts'
import { signStatement } from '../../src/signing/sign.ts'
import { type SigstoreServer, startSigstore } from '../lab/sigstore-server.ts'
import { DEADLINE, signManifest, statementOf } from '../signing/signing-helpers.ts'
import { sampleJob } from '../verify/sample-manifests.ts'
import { buildCli, runCli } from './run-cli.ts'
import { writeRunFolder } from './run-folder.ts'

let base = ''
let sigstore: SigstoreServer
let unmatchedArtifact: SigstoreServer
const at = (name: string) => join(base, name)

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'pipeline-trace-cli-'))
  sigstore = await startSigstore()
  unmatchedArtifact = await startSigstore()
  await buildCli()
  await writeFile(at('root.json'), JSON.stringify(sigstore.trustedRoot()))
  await writeFile(at('unmatchedArtifact.json'), JSON.stringify(unmatchedArtifact.trustedRoot()))
  await writeFile(
    at('both.jsonl'),
    [unmatchedArtifact, sigstore].map(each => `${JSON.stringify(each.trustedRoot())}\n`).join(''),
  )
  await writeRunFolder(at('run'), sigstore)
}, 30_000)
afterAll(async () => {
  await sigstore.stop()
  await unmatchedArtifact.stop()
  await rm(base, { recursive: true, force: true })
})

type Report = {
  verdict: string
  result: string
  exitCode: number
  missing: string[]
  signer?: string
  sections: { subject: string; checks: { id: string; result: string; reason: string }[] }[]
}
const verify = async (target: string, ...options: readonly string[]) => {
  const { code, stdout, stderr } = await runCli('verify', at(target), '--offline', '--format', 'json', ...options)
  if (stdout === '') throw new Error(`no answer, exit ${code}: ${stderr}`)
  const report = JSON.parse(stdout) as Report
  const failures = report.sections.flatMap(({ subject, checks }) =>
    checks.filter(({ result }) => result === 'fail').map(({ id }) => `${subject.replace(at(target), 'folder')} ${id}`),
  )
  return { code, report, failures }
}
const root = () => ['--trusted-root', at('root.json')]
const copy = async (name: string, change: (folder: string) => Promise<unknown>) => {
  await cp(at('run'), at(name), { recursive: true })
  await change(at(name))
  return verify(name, ...root())
}

describe('a run folder', () => {
  test('without an expectation: signed, and said that nobody was expected', async () => {
    const { code, report, failures } = await verify('run', ...root())
    expect([code, report.result, failures]).toEqual([4, 'signed', []])
    expect(report.verdict).toBe(
      'signed by https://github.com/octo/traced/.github/workflows/ci.yml@refs/heads/main, not checked against an expectation',
    )
  })

  test.each([
    ['repository', ['--repo', 'octo/traced']],
    ['repository in other case, run and attempt', ['--repo', 'Octo/Traced', '--run', '9876543210', '--attempt', '1']],
    ['repository by URL', ['--repo', 'https://github.com/octo/traced']],
    ['signer at any ref', ['--signer-workflow', 'octo/traced/.github/workflows/ci.yml']],
    ['signer at its ref', ['--signer-workflow', 'octo/traced/.github/workflows/ci.yml@refs/heads/main']],
  ])('the expected %s', async (_, options) => {
    const { code, report } = await verify('run', ...root(), ...options)
    expect([code, report.verdict]).toEqual([0, expect.stringMatching(/^verified: signed by /)])
  })

  test.each([
    ['repository', ['--repo', 'octo/other'], 'expected-repository'],
    ['repository on another server', ['--repo', 'https://octo.ghe.com/octo/traced'], 'expected-repository'],
    ['run', ['--run', '1'], 'expected-run'],
    ['attempt', ['--attempt', '2'], 'expected-attempt'],
    ['signer', ['--signer-workflow', 'octo/traced/.github/workflows/c.yml'], 'expected-signer'],
    ['signer that is only a beginning', ['--signer-workflow', 'octo/traced/.github/workflows/ci'], 'expected-signer'],
    [
      'signer at another ref',
      ['--signer-workflow', 'octo/traced/.github/workflows/ci.yml@refs/heads/evil'],
      'expected-signer',
    ],
  ])('another %s', async (_, options, check) => {
    const { code, failures } = await verify('run', ...root(), ...options)
    expect(code).toBe(1)
    expect(failures).toContain(`run-manifest.json ${check}`)
  })

  test('the right one of several roots in JSON lines', async () => {
    expect((await verify('run', '--trusted-root', at('both.jsonl'), '--repo', 'octo/traced')).code).toBe(0)
  })

  test.each([
    ['the shipped roots', []],
    ['another root', ['--trusted-root', 'unmatchedArtifact.json']],
  ])('%s do not know this issuer', async (_, options) => {
    const { code, report } = await verify('run', ...options.map(each => (each.endsWith('.json') ? at(each) : each)))
    expect([code, report.verdict]).toEqual([1, 'not verified: no trust root'])
  })

  test('a root that is in the folder is not looked at', async () => {
    await writeRunFolder(at('swapped'), unmatchedArtifact)
    await writeFile(at('swapped/trusted_root.json'), JSON.stringify(unmatchedArtifact.trustedRoot()))
    const { code, report } = await verify('swapped', ...root())
    expect([code, report.verdict]).toEqual([1, 'not verified: no trust root'])
  })

  test('a root or key in the folder cannot be given either', async () => {
    await cp(at('run'), at('given'), { recursive: true })
    for (const name of ['root.json', 'jobs/root.json'])
      await writeFile(at(`given/${name}`), JSON.stringify(sigstore.trustedRoot()))
    await symlink(at('given/root.json'), at('link-into.json'))
    await symlink(at('root.json'), at('given/link-out.json'))
    for (const [target, file] of [
      ['given', 'given/root.json'],
      ['given', 'given/jobs/root.json'],
      ['given', 'given/../given/root.json'],
      ['given', 'link-into.json'],
      ['given', 'given/link-out.json'],
      // A manifest is read with the files beside it.
      ['given/run-manifest.json', 'given/root.json'],
      ['given/run-manifest.json', 'given/jobs/root.json'],
      ['given/jobs/1.json', 'given/jobs/root.json'],
    ] as const) {
      const { code, stdout } = await runCli('verify', at(target), '--offline', '--trusted-root', at(file))
      expect([file, code, stdout]).toEqual([file, 2, ''])
    }
    expect((await runCli('verify', at('given'), '--offline', '--key', at('given/root.json'))).code).toBe(2)
    // A bundle is a file by itself: what is beside it came another way, or not, as its reader knows.
    expect((await verify('given/jobs/1.sigstore.json', '--trusted-root', at('given/root.json'))).code).toBe(4)
  })

  test('a manifest by itself is read with the files beside it', async () => {
    const { code, failures } = await verify('run/run-manifest.json', ...root(), '--repo', 'octo/traced')
    expect([code, failures]).toEqual([0, []])
    const job = await verify('run/jobs/1.json', ...root(), '--repo', 'octo/traced')
    expect([job.code, job.failures]).toEqual([0, []])
    const unsigned = await verify('run/jobs/2.json', ...root(), '--repo', 'octo/traced')
    expect([unsigned.code, unsigned.report.verdict]).toEqual([1, 'not verified: unsigned'])
  })

  test('a space more in the run manifest', async () => {
    const { code, failures } = await copy('run-byte', folder => appendFile(join(folder, 'run-manifest.json'), ' '))
    expect([code, failures]).toEqual([1, ['run-manifest.json subject']])
  })

  test('a space more in a job manifest', async () => {
    const { code, failures } = await copy('job-byte', folder => appendFile(join(folder, 'jobs/1.json'), ' '))
    expect([code, failures]).toEqual([1, ['jobs/1.json file-digest', 'jobs/1.sigstore.json subject']])
  })

  test('a job bundle that belongs to another job', async () => {
    const other = await signManifest(sampleJob('3'), sigstore)
    const { code, failures } = await copy('job-bundle', folder =>
      writeFile(join(folder, 'jobs/1.sigstore.json'), other),
    )
    expect([code, failures]).toEqual([
      1,
      ['jobs/1.sigstore.json file-digest', 'jobs/1.sigstore.json predicate', 'jobs/1.sigstore.json subject'],
    ])
  })

  test('the run bundle replaced by a job’s', async () => {
    const { code, failures } = await copy('kind', folder =>
      cp(join(folder, 'jobs/1.sigstore.json'), join(folder, 'run-manifest.sigstore.json')),
    )
    expect(code).toBe(1)
    expect(failures).toEqual(expect.arrayContaining(['run-manifest.json statement-kind', 'run-manifest.json subject']))
  })

  test('a file that nobody listed', async () => {
    const { code, failures } = await copy('stray', folder => writeFile(join(folder, 'jobs/9.json'), '{}'))
    expect([code, failures]).toEqual([1, ['folder stray-files']])
  })

  test('a listed file that is a link', async () => {
    const { code, failures } = await copy('link', async folder => {
      await cp(join(folder, 'jobs/2.json'), at('outside.json'))
      await rm(join(folder, 'jobs/2.json'))
      await symlink(at('outside.json'), join(folder, 'jobs/2.json'))
    })
    expect(code).toBe(1)
    expect(failures).toContain('jobs/2.json file-digest')
  })

  test('a listed file is missing: incomplete, and it is named', async () => {
    const { code, report, failures } = await copy('missing', folder => rm(join(folder, 'jobs/2.json')))
    expect([code, report.missing, failures]).toEqual([3, ['jobs/2.json'], []])
  })

  test('no bundle: unsigned', async () => {
    const { code, report } = await copy('unsigned', folder => rm(join(folder, 'run-manifest.sigstore.json')))
    expect([code, report.verdict]).toEqual([1, 'not verified: unsigned'])
  })

  test('a truncated bundle', async () => {
    const { code, failures } = await copy('truncated', async folder => {
      const file = join(folder, 'run-manifest.sigstore.json')
      await writeFile(file, (await readFile(file, 'utf8')).slice(0, 500))
    })
    expect([code, failures]).toEqual([1, ['run-manifest.json bundle-form']])
  })

  test('signed, but about another run', async () => {
    await writeRunFolder(at('other-run'), sigstore, manifest => {
      manifest.run['runId'] = { value: '1', source: 'runner' }
    })
    const { code, failures } = await verify('other-run', ...root())
    expect(code).toBe(1)
    expect(failures).toContain('run-manifest.json claim-run')
  })
})

describe('other targets', () => {
  test('a lone bundle', async () => {
    const { code, report, failures } = await verify('run/jobs/1.sigstore.json', ...root(), '--repo', 'octo/traced')
    expect([code, failures]).toEqual([0, []])
    expect(report.sections[0]?.checks.find(({ id }) => id === 'subject')?.result).toBe('not-applicable')
  })

  test('a job folder signed with a key', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const plan = { mode: 'key', state: { mode: 'key', reason: 'requested' }, key } as const
    await cp(at('run'), at('job'), { recursive: true })
    await rm(at('job/run-manifest.json'))
    await writeFile(at('job/job-manifest.json'), toCanonicalJson(sampleJob('1')))
    const bundle = await signStatement(statementOf(sampleJob('1')), plan, undefined, DEADLINE)
    await writeFile(at('job/job-manifest.sigstore.json'), bundle)
    await writeFile(at('key.pub'), publicKey.export({ type: 'spki', format: 'pem' }))
    await writeFile(at('key.pem'), key)
    const good = await verify('job', '--key', at('key.pub'))
    expect([good.code, good.report.verdict]).toEqual([0, expect.stringMatching(/^verified: signed by key /)])
    expect((await verify('job', '--key', at('key.pub'), '--repo', 'octo/other')).failures).toEqual([
      'job-manifest.sigstore.json expected-repository',
    ])
    expect((await verify('job')).report.verdict).toBe('not verified: no trust root')
    expect((await runCli('verify', at('job'), '--key', at('key.pem'))).code).toBe(2)
  })
})

describe('usage', () => {
  test.each([
    ['nothing', []],
    ['an unknown command', ['sing']],
    ['an unknown option', ['verify', 'x', '--root', 'y']],
    ['no target', ['verify']],
    ['two targets', ['verify', 'a', 'b']],
    ['a target that is not there', ['verify', '/nowhere/at/all']],
    ['a folder without a manifest', ['verify', tmpdir()]],
    ['a wrong format', ['verify', 'x', '--format', 'xml']],
    ['a wrong run', ['verify', 'x', '--run', '1;2']],
    ['a wrong issuer', ['verify', 'x', '--issuer', 'me']],
    ['a wrong server', ['verify', 'x', '--repo', 'https://a:b:c/o/r']],
    ['an API with --offline', ['verify', 'x', '--offline', '--api-url', 'https://api.github.com']],
    ['a wrong budget', ['verify', 'x', '--api-budget', '0']],
    ['a root that is not there', ['verify', 'x', '--trusted-root', '/nowhere.json']],
  ])('%s exits 2 and says what to do', async (_, args) => {
    const { code, stdout, stderr } = await runCli(...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^pipeline-trace: .+\n$/)
  })

  test('--help and --version', async () => {
    expect(await runCli('verify', '--help')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--trusted-root'),
    })
    expect(await runCli('--version')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  })

  test('text output names every check, and no control character of a run reaches the terminal', async () => {
    await writeRunFolder(at('hostile'), sigstore, manifest => {
      manifest.run['ref'] = { value: 'refs/heads/\u001b]0;owned\u0007\u202e', source: 'runner' }
    })
    const { code, stdout } = await runCli('verify', at('hostile'), '--verbose', ...root())
    expect(code).toBe(1)
    expect(stdout).toContain('\\u{1B}]0;owned\\u{7}\\u{202E}')
    expect(stdout).toMatch(/FAIL {2}(?:\S+ {2})?claim-ref/)
    expect(stdout).toMatch(/pass {2}signature/)
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })
})
