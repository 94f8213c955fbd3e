import { expect, test } from '@jest/globals'
import type { CertificateIdentity } from '../../src/verify/bundle/certificate-identity.ts'
import { checkExtensions } from '../../src/verify/bundle/certificate-identity.ts'

const WORKFLOW = 'https://github.com/octo/traced/.github/workflows/ci.yml@refs/heads/main'
const identity: CertificateIdentity = {
  san: WORKFLOW,
  issuer: 'https://token.actions.githubusercontent.com',
  deprecated: {
    issuer: 'https://token.actions.githubusercontent.com',
    trigger: 'push',
    sha: 'a'.repeat(40),
    workflowName: 'CI',
    repository: 'octo/traced',
    ref: 'refs/heads/main',
  },
  buildSignerUri: WORKFLOW,
  sourceRepositoryUri: 'https://github.com/octo/traced',
  sourceRepositoryDigest: 'a'.repeat(40),
  sourceRepositoryRef: 'refs/heads/main',
  sourceRepositoryOwnerUri: 'https://github.com/octo',
  buildTrigger: 'push',
  runInvocationUri: 'https://github.com/octo/traced/actions/runs/1/attempts/1',
}

test('a certificate that agrees with itself, also without the deprecated extensions', () => {
  expect(checkExtensions(identity).result).toBe('pass')
  const { deprecated: _, ...newer } = identity
  expect(checkExtensions(newer).result).toBe('pass')
})

test('one that says nothing twice is not evaluated', () => {
  expect(checkExtensions({ san: 'me@example.com', issuer: 'https://example.com' }).result).toBe('not-applicable')
})

test.each<[string, Partial<CertificateIdentity>]>([
  ['subject name and .9', { buildSignerUri: `${WORKFLOW}x` }],
  ['.1 and .8', { issuer: 'https://example.com' }],
  ['.2 and .20', { buildTrigger: 'schedule' }],
  ['.3 and .13', { sourceRepositoryDigest: 'b'.repeat(40) }],
  ['.5 and .12', { deprecated: { ...identity.deprecated, repository: 'octo/other' } }],
  ['.6 and .14', { sourceRepositoryRef: 'refs/heads/other' }],
  ['.12 and .16', { sourceRepositoryOwnerUri: 'https://github.com/other' }],
  ['.12 and .21', { runInvocationUri: 'https://github.com/octo/other/actions/runs/1/attempts/1' }],
])('a contradiction of %s', (name, change) => {
  const { result, reason } = checkExtensions({ ...identity, ...change })
  expect([result, reason.startsWith(name)]).toEqual(['fail', true])
})
