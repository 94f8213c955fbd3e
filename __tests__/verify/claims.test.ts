import { describe, expect, test } from '@jest/globals'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { runPredicateType } from '../../src/signing/predicate-types.ts'
import type { CertificateIdentity } from '../../src/verify/bundle/certificate-identity.ts'
import { checkClaims, checkRunClaims } from '../../src/verify/documents/claims.ts'
import { sampleJob, sampleRun } from './sample-manifests.ts'

const SHA = 'a'.repeat(40)
const identity: CertificateIdentity = {
  san: 'https://github.com/octo/traced/.github/workflows/ci.yml@refs/heads/main',
  issuer: 'https://token.actions.githubusercontent.com',
  buildSignerUri: 'https://github.com/octo/traced/.github/workflows/ci.yml@refs/heads/main',
  buildSignerDigest: SHA,
  runnerEnvironment: 'github-hosted',
  sourceRepositoryUri: 'https://github.com/octo/traced',
  sourceRepositoryDigest: SHA,
  sourceRepositoryRef: 'refs/heads/main',
  sourceRepositoryId: '123456',
  sourceRepositoryOwnerUri: 'https://github.com/octo',
  sourceRepositoryOwnerId: '654321',
  buildConfigUri: 'https://github.com/octo/traced/.github/workflows/ci.yml@refs/heads/main',
  buildConfigDigest: SHA,
  buildTrigger: 'push',
  runInvocationUri: 'https://github.com/octo/traced/actions/runs/9876543210/attempts/1',
  sourceRepositoryVisibility: 'public',
}
const failures = (changed: Partial<CertificateIdentity>) =>
  checkClaims(sampleJob(), { ...identity, ...changed })
    .filter(({ result }) => result === 'fail')
    .map(({ id }) => id)

test('a manifest that agrees with the certificate', () => {
  expect(failures({})).toEqual([])
  expect(checkClaims(sampleRun([]), identity).filter(({ result }) => result === 'fail')).toEqual([])
})

describe('one extension that says something else', () => {
  test.each<[keyof CertificateIdentity, string, string]>([
    ['issuer', 'https://token.actions.githubusercontent.com/octo', 'claim-issuer'],
    ['runInvocationUri', 'https://github.com/octo/traced/actions/runs/9876543210/attempts/2', 'claim-run'],
    ['runInvocationUri', 'https://github.com/octo/traced/actions/runs/98765432101/attempts/1', 'claim-run'],
    ['sourceRepositoryUri', 'https://github.com/octo/traced-too', 'claim-repository'],
    ['sourceRepositoryId', '1234567', 'claim-repository-id'],
    ['sourceRepositoryOwnerId', '1', 'claim-owner-id'],
    ['sourceRepositoryDigest', 'b'.repeat(40), 'claim-commit'],
    ['sourceRepositoryRef', 'refs/heads/other', 'claim-ref'],
    ['buildConfigUri', 'https://github.com/octo/traced/.github/workflows/other.yml@refs/heads/main', 'claim-workflow'],
    ['buildConfigDigest', 'b'.repeat(40), 'claim-workflow-commit'],
    ['buildTrigger', 'workflow_dispatch', 'claim-event'],
    ['runnerEnvironment', 'self-hosted', 'claim-runner-environment'],
    ['sourceRepositoryOwnerUri', 'https://github.com/other', 'claim-owner'],
    ['tokenSubject', 'repo:octo/other:ref:refs/heads/main', 'claim-subject'],
    ['tokenSubject', 'repo:octo/traced:ref:refs/heads/other', 'claim-subject'],
  ])('%s = %s', (extension, value, check) => {
    expect(failures({ [extension]: value })).toEqual([check])
  })
})

describe('a run manifest that a later run made', () => {
  const reporter = { role: 'collector' as const, runId: '9876543999', attempt: 1, event: 'workflow_run', sha: SHA }
  const later = {
    ...identity,
    buildTrigger: 'workflow_run',
    runInvocationUri: 'https://github.com/octo/traced/actions/runs/9876543999/attempts/1',
  }
  const failuresOf = (run: RunManifest, by: CertificateIdentity) =>
    checkClaims(run, by)
      .filter(({ result }) => result === 'fail')
      .map(({ id }) => id)

  test('agrees with the certificate of that later run', () => {
    expect(failuresOf({ ...sampleRun([]), reporter }, later)).toEqual([])
  })

  test('cannot be signed by the run that it is about, nor by a run of another repository', () => {
    expect(failuresOf({ ...sampleRun([]), reporter }, identity)).toEqual(['claim-run', 'claim-event'])
    expect(failuresOf({ ...sampleRun([]), reporter }, { ...later, sourceRepositoryId: '7' })).toEqual([
      'claim-repository-id',
    ])
  })

  test('is not taken for an account of the run itself', () => {
    expect(failuresOf(sampleRun([]), later)).toContain('claim-run')
    expect(runPredicateType({ ...sampleRun([]), reporter })).not.toBe(runPredicateType(sampleRun([])))
  })
})

test('what is claimed and not certified fails', () => {
  const { runInvocationUri: _, ...without } = identity
  const checks = checkClaims(sampleJob(), without)
  expect(checks.filter(({ result }) => result === 'fail').map(({ id }) => id)).toEqual(['claim-run'])
})

test('what is not claimed is not evaluated', () => {
  const claims = { repository: 'octo/traced', repositoryId: '123456', runId: '9876543210', attempt: '1' }
  const results = checkRunClaims(claims, identity)
  expect(results.filter(({ result }) => result === 'pass').map(({ id }) => id)).toEqual([
    'claim-issuer',
    'claim-run',
    'claim-repository',
    'claim-repository-id',
    'claim-owner',
  ])
  expect(results.filter(({ result }) => result === 'fail')).toEqual([])
})

test('a *.ghe.com run is certified by its own issuer', () => {
  const claims = { serverUrl: 'https://octo.ghe.com', repository: 'o/r', repositoryId: '1', runId: '2', attempt: '1' }
  const issuers = ['https://token.actions.octo.ghe.com', 'https://token.actions.githubusercontent.com']
  const results = issuers.map(issuer =>
    checkRunClaims(claims, { ...identity, issuer }).find(({ id }) => id === 'claim-issuer'),
  )
  expect(results.map(check => check?.result)).toEqual(['pass', 'fail'])
})

const claims = { repository: 'octo/traced', repositoryId: '123456', runId: '9876543210', attempt: '1' }
const resultOf = (id: string, claimed: object, changed: Partial<CertificateIdentity>) =>
  checkRunClaims({ ...claims, ...claimed }, { ...identity, ...changed }).find(check => check.id === id)?.result

test.each<[string, object, Partial<CertificateIdentity>, string, string]>([
  ['the visibility', { visibility: 'private' }, {}, 'claim-visibility', 'fail'],
  [
    'the called workflow',
    { jobWorkflowRef: 'octo/traced/.github/workflows/b.yml@main' },
    {},
    'claim-job-workflow',
    'fail',
  ],
  ['its commit', { jobWorkflowSha: 'b'.repeat(40) }, {}, 'claim-job-workflow-commit', 'fail'],
  ['the workflow name', { workflow: 'CI' }, { deprecated: { workflowName: 'CD' } }, 'claim-workflow-name', 'fail'],
  ['the same name', { workflow: 'CI' }, { deprecated: { workflowName: 'CI' } }, 'claim-workflow-name', 'pass'],
  ['a name that is not certified', { workflow: 'CI' }, {}, 'claim-workflow-name', 'not-applicable'],
  ['the environment', { environment: 'staging' }, { deploymentEnvironment: 'production' }, 'claim-environment', 'fail'],
  ['the same environment', { environment: 'prod' }, { deploymentEnvironment: 'prod' }, 'claim-environment', 'pass'],
  ['an environment that is not certified', { environment: 'prod' }, {}, 'claim-environment', 'not-applicable'],
  [
    'a subject of an environment',
    {},
    { tokenSubject: 'repo:octo/traced:environment:a%3Ab', deploymentEnvironment: 'a:b' },
    'claim-subject',
    'pass',
  ],
  [
    'a subject of another environment',
    {},
    { tokenSubject: 'repo:octo/traced:environment:a', deploymentEnvironment: 'b' },
    'claim-subject',
    'fail',
  ],
  [
    'a subject with ids',
    { ref: 'refs/heads/main' },
    { tokenSubject: 'repo:octo@654321/traced@123456:ref:refs/heads/main' },
    'claim-subject',
    'pass',
  ],
  ['a subject with another owner', {}, { tokenSubject: 'repo:octo@7/traced@123456:ref:x' }, 'claim-subject', 'fail'],
  ['a subject with another id', {}, { tokenSubject: 'repo:octo@654321/traced@101:ref:x' }, 'claim-subject', 'fail'],
  ['a subject in other letters', {}, { tokenSubject: 'repo:Octo/Traced:pull_request' }, 'claim-subject', 'pass'],
  ['a subject of a pull request', {}, { tokenSubject: 'repo:octo/traced:pull_request' }, 'claim-subject', 'pass'],
  ['a subject of an own form', {}, { tokenSubject: 'repository_owner:octo' }, 'claim-subject', 'not-applicable'],
])('%s', (_, claimed, changed, id, result) => {
  expect(resultOf(id, claimed, changed)).toBe(result)
})

const NAMED = {
  repository: 'octo/traced',
  workflowRef: 'octo/traced/.github/workflows/ci.yml@refs/heads/main',
  jobWorkflowRef: 'octo/traced/.github/workflows/ci.yml@refs/heads/main',
}
const withName = (name: string, claimed: typeof NAMED = NAMED) =>
  Object.fromEntries(Object.entries(claimed).map(([key, value]) => [key, value.replace('octo/traced', name)]))
const failuresOfClaims = (claimed: object, changed: Partial<CertificateIdentity> = {}) =>
  checkRunClaims({ ...claims, ...claimed }, { ...identity, ...changed })
    .filter(({ result }) => result === 'fail')
    .map(({ id }) => id)

describe('a repository is the same', () => {
  test('in other letters, and under another name with the same id', () => {
    expect(failuresOfClaims(withName('Octo/Traced'))).toEqual([])
    expect(failuresOfClaims(withName('octo/before'))).toEqual([])
    expect(failuresOfClaims(withName('mona/before'))).toEqual([])
  })

  test('not with another id, and not where names of two repositories are put together', () => {
    expect(failuresOfClaims({ ...withName('octo/before'), repositoryId: '7' })).toContain('claim-repository')
    expect(failuresOfClaims({ ...NAMED, repository: 'octo/before' })).toContain('claim-repository')
    expect(failuresOfClaims({ ...NAMED, repository: 'Octo/traced' })).toContain('claim-repository')
    expect(failuresOfClaims(withName('octo/before'), { sourceRepositoryUri: 'https://github.com/octo/x' })).toContain(
      'claim-repository',
    )
    expect(failuresOfClaims({ ...withName('octo/before'), serverUrl: 'https://octo.ghe.com' })).toContain(
      'claim-repository',
    )
  })
})

test('an enterprise’s issuer is the one that the caller named, and no other', () => {
  const issuer = 'https://token.actions.githubusercontent.com/octo'
  const issued = (named?: string) =>
    checkRunClaims(claims, { ...identity, issuer }, named).find(({ id }) => id === 'claim-issuer')?.result
  expect([issued(), issued(issuer), issued(`${issuer}x`)]).toEqual(['fail', 'pass', 'fail'])
})
