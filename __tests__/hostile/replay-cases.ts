import { statementOf } from '../signing/signing-helpers.ts'
import { sampleJob } from '../verify/sample-manifests.ts'
import type { BundleCase } from './bundle-case.ts'
import type { Loose } from './scene.ts'

const SHA = 'b'.repeat(40)
const WORKFLOW = 'octo/traced/.github/workflows/other.yml@refs/heads/main'

/** What GitHub's token says of another job; the manifest stays the honest one. */
const SIGNERS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['another run', { run_id: '9876543211' }],
  ['a run whose number begins alike', { run_id: '98765432101' }],
  ['a run whose number is cut', { run_id: '987654321' }],
  ['another attempt', { run_attempt: '2' }],
  ['an attempt that begins alike', { run_attempt: '10' }],
  [
    'a fork',
    { repository: 'mallory/traced', repository_id: '999', repository_owner: 'mallory', repository_owner_id: '666' },
  ],
  ['another repository of the owner', { repository: 'octo/other', repository_id: '123457' }],
  ['a repository of the same name, made anew', { repository_id: '123457' }],
  ['an owner of the same name, made anew', { repository_owner_id: '654322' }],
  ['a repository whose name begins alike', { repository: 'octo/traced-too', repository_id: '123457' }],
  ['another commit', { sha: SHA }],
  ['another branch', { ref: 'refs/heads/evil' }],
  ['a tag named like the branch', { ref: 'refs/tags/main' }],
  ['a pull request', { event_name: 'pull_request_target' }],
  ['another workflow', { workflow_ref: WORKFLOW }],
  ['the workflow at another commit', { workflow_sha: SHA }],
  ['the workflow on another branch', { workflow_ref: 'octo/traced/.github/workflows/ci.yml@refs/heads/evil' }],
  ['a machine of the repository’s own', { runner_environment: 'self-hosted' }],
  [
    'another repository with a workflow of the same name',
    {
      repository: 'octo/other',
      repository_id: '123457',
      workflow_ref: 'octo/other/.github/workflows/ci.yml@refs/heads/main',
    },
  ],
]

const fact = (value: unknown) => ({ value, source: 'runner' })
/** What the manifest says that its honest signer does not. */
const CLAIMS: readonly (readonly [string, (manifest: Loose) => void])[] = [
  ['another server', m => (m.run.serverUrl = fact('https://github.example'))],
  ['a tenant’s server', m => (m.run.serverUrl = fact('https://octo.ghe.com'))],
  ['a server with a user in it', m => (m.run.serverUrl = fact('https://github.com@evil.example'))],
  ['another repository', m => (m.run.repository = fact('octo/other'))],
  ['a repository in other letters', m => (m.run.repository = fact('Octo/traced'))],
  ['a repository with a dot segment', m => (m.run.repository = fact('octo/other/../traced'))],
  ['another repository id', m => (m.run.repositoryId = fact('123457'))],
  ['a repository id with a leading zero', m => (m.run.repositoryId = fact('0123456'))],
  ['another owner', m => (m.run.ownerId = fact('1'))],
  ['another run', m => (m.run.runId = fact('1'))],
  ['a run id with a leading zero', m => (m.run.runId = fact('09876543210'))],
  ['another attempt', m => (m.run.attempt = fact(2))],
  ['attempt zero', m => (m.run.attempt = fact(0))],
  ['another event', m => (m.run.event = fact('workflow_dispatch'))],
  ['another branch', m => (m.run.ref = fact('refs/heads/release'))],
  ['another commit', m => (m.run.sha = fact(SHA))],
  ['a commit of 64 digits', m => (m.run.sha = fact('a'.repeat(64)))],
  ['another workflow', m => (m.run.workflowRef = fact(WORKFLOW))],
  ['the workflow at another commit', m => (m.run.workflowSha = fact(SHA))],
  ['a private repository', m => (m.run.visibility = fact('private'))],
  ['a called workflow', m => (m.job.workflowRef = fact(WORKFLOW))],
  ['a called workflow at another commit', m => (m.job.workflowSha = fact(SHA))],
  ['a hosted machine where none was', m => (m.runner.environment = fact('self-hosted'))],
]

const withIndex = (statement: Loose, member: string, change: object): Loose => ({
  ...statement,
  predicate: { ...statement.predicate, [member]: { ...statement.predicate[member], ...change } },
})

/** Statements that a job with id-token can sign, and that are not about its manifest. */
const STATEMENTS: readonly (readonly [string, (statement: Loose) => unknown])[] = [
  ['another statement type', s => ({ ...s, _type: 'https://in-toto.io/Statement/v0.1' })],
  ['no statement type', s => ({ ...s, _type: undefined })],
  ['a predicate of somebody else', s => ({ ...s, predicateType: 'https://slsa.dev/provenance/v1' })],
  ['a predicate type with a letter more', s => ({ ...s, predicateType: `${s.predicateType}1` })],
  ['a predicate type in capitals', s => ({ ...s, predicateType: s.predicateType.toUpperCase() })],
  ['the predicate of a run manifest', s => ({ ...s, predicateType: s.predicateType.replace('job', 'run') })],
  ['no predicate type', s => ({ ...s, predicateType: undefined })],
  ['no predicate', s => ({ ...s, predicate: undefined })],
  ['another run in the predicate', s => withIndex(s, 'run', { runId: '1' })],
  ['another attempt in the predicate', s => withIndex(s, 'run', { runAttempt: '2' })],
  ['another repository in the predicate', s => withIndex(s, 'run', { repository: 'octo/other' })],
  ['another commit in the predicate', s => withIndex(s, 'run', { sha: SHA })],
  ['another job in the predicate', s => withIndex(s, 'job', { id: '4568' })],
  ['another job key in the predicate', s => withIndex(s, 'job', { key: 'deploy' })],
  ['no run in the predicate', s => ({ ...s, predicate: { ...s.predicate, run: undefined } })],
  ['a collector in the predicate', s => withIndex(s, 'reporter', { role: 'collector', runId: '1', attempt: 1 })],
  [
    'a file that the manifest does not list',
    s => ({ ...s, subject: [...s.subject, { name: 'app.tgz', digest: { sha256: '0'.repeat(64) } }] }),
  ],
  ['its own file twice', s => ({ ...s, subject: [...s.subject, ...s.subject] })],
  ['a list for a predicate', s => ({ ...s, predicate: [] })],
  ['no subject', s => ({ ...s, subject: [] })],
  ['a subject without digest', s => ({ ...s, subject: [{ name: 'job-manifest.json' }] })],
  [
    'a subject by SHA-1 alone',
    s => ({ ...s, subject: [{ name: 'job-manifest.json', digest: { sha1: 'a'.repeat(40) } }] }),
  ],
  ['another digest', s => ({ ...s, subject: [{ ...s.subject[0], digest: { sha256: '0'.repeat(64) } }] })],
  [
    'the digest in capitals',
    s => ({ ...s, subject: [{ ...s.subject[0], digest: { sha256: s.subject[0].digest.sha256.toUpperCase() } }] }),
  ],
  [
    'the digest cut',
    s => ({ ...s, subject: [{ ...s.subject[0], digest: { sha256: s.subject[0].digest.sha256.slice(1) } }] }),
  ],
  [
    'a file of somebody else first',
    s => ({ ...s, subject: [{ name: 'x', digest: { sha256: '0'.repeat(64) } }, ...s.subject] }),
  ],
  ['two thousand subjects', s => ({ ...s, subject: Array.from({ length: 2_000 }, () => s.subject[0]) })],
  ['a subject of a megabyte', s => ({ ...s, subject: [{ ...s.subject[0], name: 'x'.repeat(1_048_576) }] })],
  ['the subject in the prototype', s => JSON.parse(JSON.stringify(s).replace('"subject"', '"__proto__"'))],
  ['a list of statements', s => [s]],
  ['a string', s => JSON.stringify(s)],
  ['null', () => null],
]

const BYTES: readonly (readonly [string, (text: string) => string | Uint8Array])[] = [
  ['one byte', () => ' '],
  ['bytes that are no UTF-8', text => Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xff, 0xfe])])],
  ['UTF-16', text => Buffer.from(text, 'utf16le')],
  ['two statements', text => `${text}${text}`],
  ['half a statement', text => text.slice(0, text.length >> 1)],
  ['a second subject that wins', text => `${text.slice(0, -1)},"subject":[]}`],
  [
    'a deep predicate',
    text => text.replace('"predicate":', `"predicate":${'['.repeat(3_000)}${']'.repeat(3_000)},"x":`),
  ],
]

/** Perfect signatures over what is not this run, this job or this manifest. */
export const replayCases = (): readonly BundleCase[] => [
  ...SIGNERS.map(([who, claims]) => ({
    name: `signed by ${who}`,
    make: async ({ signedBy }: Parameters<BundleCase['make']>[0]) => ({ bundle: await signedBy(claims) }),
  })),
  ...CLAIMS.map(
    ([what, change]): BundleCase => ({
      name: `claims ${what}`,
      make: async scene => {
        const manifest = sampleJob('4567', change)
        return { manifest, bundle: await scene.signed(manifest) }
      },
    }),
  ),
  ...STATEMENTS.map(
    ([what, change]): BundleCase => ({
      name: `a signed statement with ${what}`,
      make: async scene => {
        const statement = JSON.parse(new TextDecoder().decode(statementOf(scene.manifest)))
        return { bundle: await scene.signedBytes(JSON.stringify(change(statement))) }
      },
    }),
  ),
  ...BYTES.map(
    ([what, change]): BundleCase => ({
      name: `a signed payload of ${what}`,
      make: async scene => ({
        bundle: await scene.signedBytes(change(new TextDecoder().decode(statementOf(scene.manifest)))),
      }),
    }),
  ),
]
