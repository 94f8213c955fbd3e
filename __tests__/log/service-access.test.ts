import { describe, expect, test } from '@jest/globals'
import { bytesOf, readServices, timed } from './log-text.ts'

/** A log of one step, as the runner writes it: Set up job downloads the action, and the step has a header. */
const stepOf = (action: string, ...lines: readonly string[]): readonly string[] => [
  `Download action repository '${action}' (SHA:${'a'.repeat(40)})`,
  'Complete job name: build',
  `##[group]Run ${action}`,
  'with:',
  '  role: a',
  '##[endgroup]',
  ...lines,
]

const read = async (lines: readonly string[]) =>
  (await readServices(bytesOf(timed(lines))))
    .filter(({ service }) => service !== 'github')
    .map(({ service, host, failures }) =>
      [service, ...(host === undefined ? [] : [host]), ...failures.map(({ kind }) => kind)].join(' '),
    )

describe('secret stores, identity providers and signing that were used', () => {
  test.each([
    ['aws-actions/configure-aws-credentials@v4', 'Assuming role with OIDC', 'aws-identity'],
    ['aws-actions/configure-aws-credentials@v4', 'Authenticated as assumedRoleId AROA:GitHubActions', 'aws-identity'],
    ['aws-actions/aws-secretsmanager-get-secrets@v2', 'Building secrets list...', 'aws-secrets-manager'],
    ['azure/login@v2', 'Running Azure CLI Login.', 'azure-identity'],
    ['azure/login@v2', 'Attempting Azure CLI login by using OIDC...', 'azure-identity'],
    ['Azure/get-keyvault-secrets@v1', 'Number of secrets found in keyvault acme: 3', 'azure-key-vault'],
    [
      'google-github-actions/auth@v2',
      'Created credentials file at "/home/runner/work/a/gha-creds-1.json"',
      'google-identity',
    ],
    ['hashicorp/vault-action@v3', '##[group]Token Info', 'vault'],
    ['actions/attest@v2', '##[group]Attestation signed using certificate from GitHub Sigstore instance', 'sigstore'],
    ['actions/attest@v2', '\u001b[36mAttestation signature uploaded to Rekor transparency log\u001b[0m', 'sigstore'],
  ])('%s: %s', async (action, line, service) => {
    expect(await read(stepOf(action, line))).toEqual([service])
  })

  test.each(['tlog entry created with index: 164349321', 'Retrieving signed certificate...'])(
    'by cosign in a script: %s',
    async line => expect(await read(stepOf('cosign sign a', line))).toEqual(['sigstore']),
  )
})

describe('their failures, by the lines of the actions', () => {
  test.each([
    [
      'hashicorp/vault-action@v3',
      '##[error]failed to retrieve vault token. code: ERR_NON_2XX_3XX_RESPONSE, message: Response code 403 (Forbidden), vaultResponse: {"errors":["permission denied"]}',
      'vault denied',
    ],
    [
      'hashicorp/vault-action@v3',
      '##[error]failed to retrieve vault token. code: ERR_NON_2XX_3XX_RESPONSE, message: Response code 503 (Service Unavailable), vaultResponse: {}',
      'vault server-error',
    ],
    [
      'hashicorp/vault-action@v3',
      '##[error]Unable to retrieve result for "secret/data/ci" because it was not found: {"errors":[]}',
      'vault not-found',
    ],
    ['hashicorp/vault-action@v3', '##[error]getaddrinfo ENOTFOUND vault.internal', 'vault dns'],
    ['hashicorp/vault-action@v3', '##[error]connect ECONNREFUSED vault.acme.dev:8200', 'vault refused'],
    [
      'aws-actions/configure-aws-credentials@v4',
      '##[error]Could not assume role with OIDC: Not authorized to perform sts:AssumeRoleWithWebIdentity',
      'aws-identity denied',
    ],
    [
      'aws-actions/configure-aws-credentials@v4',
      '##[error]Could not assume role with OIDC: Request ARN is invalid',
      'aws-identity failed',
    ],
    [
      'aws-actions/aws-secretsmanager-get-secrets@v2',
      "##[error]Failed to fetch secret: 'prod/db'. Error: AccessDeniedException: User: arn:aws:sts::1:assumed-role/a is not authorized to perform: secretsmanager:GetSecretValue.",
      'aws-secrets-manager denied',
    ],
    [
      'aws-actions/aws-secretsmanager-get-secrets@v2',
      "##[error]Failed to fetch secret: 'prod/db'. Error: ResourceNotFoundException: Secrets Manager can't find the specified secret..",
      'aws-secrets-manager not-found',
    ],
    [
      'azure/login@v2',
      '##[error]AADSTS700213: No matching federated identity record found for presented assertion subject',
      'azure-identity denied',
    ],
    ['Azure/get-keyvault-secrets@v1', '##[error]Could not download the secret db-password', 'azure-key-vault failed'],
    [
      'google-github-actions/auth@v2',
      '##[error]google-github-actions/auth failed with: failed to generate Google Cloud federated token for //iam.googleapis.com/***: {"error":"unauthorized_client","error_description":"The given credential is rejected by the attribute condition."}',
      'google-identity denied',
    ],
    [
      'google-github-actions/get-secretmanager-secrets@v2',
      '##[error]google-github-actions/get-secretmanager-secrets failed with: failed to access secret "projects/a/secrets/b/versions/latest": (403) Permission \'secretmanager.versions.access\' denied on resource (or it may not exist).',
      'google-secret-manager denied',
    ],
    [
      'actions/attest@v2',
      '##[error]Error: error creating signing certificate - (500) Internal Server Error',
      'sigstore server-error',
    ],
    ['actions/attest@v2', '##[error]InternalError: error creating tlog entry', 'sigstore failed'],
  ])('%s: %s', async (action, line, expected) => {
    expect(await read(stepOf(action, line))).toEqual([expected])
  })

  test('npm and cosign in scripts', async () => {
    expect(
      await read(
        stepOf(
          'make release',
          'npm error error creating tlog entry - (409) an equivalent entry already exists in the transparency log with UUID 1',
          'Error: signing [ghcr.io/a/b@sha256:1]: getting signer: getting key from Fulcio: retrieving cert: error obtaining token',
        ),
      ),
    ).toEqual(['sigstore failed failed'])
  })
})

describe('no failure and no use by', () => {
  test.each([
    'ok 12 - failed to retrieve vault token. code: 403 is reported',
    '✓ shows "Could not assume role with OIDC: Not authorized" (3 ms)',
    'test vault::failed_to_retrieve_vault_token ... ok',
    'src/aws.ts:12:  throw Error("Could not assume role with OIDC: " + message)',
    "12 |   core.setFailed(`Failed to fetch secret: '${id}'. Error: AccessDeniedException`)",
    'see AADSTS700213: in the documentation',
    'Token Info',
    '##[group]Token Info',
    'Created credentials file at "/tmp/a"',
    'The step “Assuming role with OIDC” comes next',
    'TODO: error creating tlog entry is not handled',
  ])('a line of a script: %s', async line => {
    expect(await read(stepOf('npm test', line))).toEqual([])
  })

  test('a line of another action in the words of a secret store', async () => {
    expect(await read(stepOf('actions/checkout@v4', '##[group]Token Info', '##[endgroup]'))).toEqual([])
  })
})
