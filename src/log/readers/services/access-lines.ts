import type { Service, ServiceFailure } from '../../../schema/job/service-use.ts'

/** What a line reports of a service: a use, or a failure. */
export type AccessLine = { readonly service: Service; readonly failure: ServiceFailure | undefined }

type Form = {
  /** Words in lower case, of which a line of this form has at least one. */
  readonly words: readonly string[]
  /** From the begin of the line, in lower case, after `##[error]`: a name of a test or a source line begins otherwise. */
  readonly pattern: RegExp
  readonly service: Service
  /** The form is too plain for a log of other steps: it counts in a step of an action of the service alone. */
  readonly isOwn?: true
  /** Returns the failure from the rest of the line. Absent for a use. */
  readonly failure?: (rest: string) => ServiceFailure | undefined
}

/** An answer by its status, as the forms below write it; undefined where the line names no reason that is known. */
const byStatus = (rest: string): ServiceFailure | undefined => {
  const status = Number(
    /\((\d{3})\)|\bresponse code (\d{3})\b|\bhttp (\d{3})\b/.exec(rest)?.slice(1).find(Boolean) ?? 0,
  )
  if (status === 429) return 'rate-limit'
  if (status === 404) return 'not-found'
  if (status >= 500) return 'server-error'
  return status >= 400 && status !== 409 ? 'denied' : undefined
}

/** Exceptions of the AWS SDK by their names (aws/aws-sdk-js-v3, clients of STS and Secrets Manager). */
const byException = (rest: string): ServiceFailure | undefined => {
  if (/\b(?:accessdenied|accessdeniedexception|expiredtoken(?:exception)?|invalididentitytoken)\b/.test(rest))
    return 'denied'
  if (/\bnot authorized to perform:? (?:sts|secretsmanager):/.test(rest)) return 'denied'
  if (/\bresourcenotfoundexception\b/.test(rest)) return 'not-found'
  return /\bthrottling(?:exception)?\b/.test(rest) ? 'rate-limit' : undefined
}

const denied = (): ServiceFailure => 'denied'

/**
 * Lines of the actions and tools that fetch secrets, exchange identities and sign. Each form is as the source of the
 * action writes it, and stands at the begin of a line. Where a line gives no reason, the failure is `failed`.
 */
const FORMS: readonly Form[] = [
  // hashicorp/vault-action src/auth.js, getClientToken: `failed to retrieve vault token. code: …, message: Response code 403 (…)`.
  {
    words: ['failed to retrieve vault token'],
    pattern: /^failed to retrieve vault token\. code: /,
    service: 'vault',
    failure: byStatus,
  },
  // The same function, after a login: `core.startGroup('Token Info')`.
  { words: ['token info'], pattern: /^##\[group\]token info$/, service: 'vault', isOwn: true },
  // hashicorp/vault-action src/secrets.js, getSecrets: a path that the server answers with 404.
  {
    words: ['unable to retrieve result for "'],
    pattern: /^unable to retrieve result for "[^"]{1,500}" because it was not found/,
    service: 'vault',
    failure: () => 'not-found',
  },
  // aws-actions/aws-secretsmanager-get-secrets src/index.ts.
  {
    words: ['building secrets list', 'completed adding secrets'],
    pattern: /^(?:building secrets list\.\.\.|completed adding secrets\.)$/,
    service: 'aws-secrets-manager',
  },
  {
    words: ["failed to fetch secret: '"],
    pattern: /^failed to fetch secret: '[^']{1,600}'\. (?:error|reason): /,
    service: 'aws-secrets-manager',
    failure: byException,
  },
  // Azure/get-keyvault-secrets src/KeyVaultHelper.ts.
  {
    words: ['secrets found in keyvault '],
    pattern: /^number of (?:enabled )?secrets found in keyvault \S{1,200}: \d{1,6}$/,
    service: 'azure-key-vault',
  },
  {
    words: ['could not download the secret '],
    pattern: /^could not download the secret \S{1,200}$/,
    service: 'azure-key-vault',
    failure: () => undefined,
  },
  // google-github-actions/get-secretmanager-secrets src/main.ts and src/client.ts.
  {
    words: ['get-secretmanager-secrets failed with'],
    pattern: /^google-github-actions\/get-secretmanager-secrets failed with: /,
    service: 'google-secret-manager',
    failure: rest => (/\bpermission '[\w.]{1,100}' denied\b/.test(rest) ? 'denied' : byStatus(rest)),
  },
  // aws-actions/configure-aws-credentials src/assumeRole.ts and src/index.ts.
  {
    words: ['assuming role with ', 'authenticated as assumedroleid '],
    pattern:
      /^(?:assuming role with (?:oidc|web identity token file|user credentials)$|authenticated as assumedroleid )/,
    service: 'aws-identity',
  },
  {
    words: ['could not assume role with '],
    pattern: /^(?:error: )?could not assume role with (?:oidc|web identity token file|user credentials): /,
    service: 'aws-identity',
    failure: byException,
  },
  // Azure/login src/Cli/AzureCliLogin.ts, which prints the errors of `az` without their word ERROR.
  {
    words: ['azure cli login'],
    pattern: /^(?:running azure cli login\.|attempting azure cli login by using |azure cli login succeeds by using )/,
    service: 'azure-identity',
  },
  // The codes of Microsoft Entra (learn.microsoft.com "Microsoft Entra authentication and authorization error codes").
  { words: ['aadsts'], pattern: /^(?:error: )?aadsts\d{5,8}: /, service: 'azure-identity', failure: denied },
  // google-github-actions/auth src/main.ts and src/client/workload_identity_federation.ts.
  {
    words: ['auth failed with: failed to generate google cloud '],
    pattern: /^google-github-actions\/auth failed with: failed to generate google cloud /,
    service: 'google-identity',
    failure: rest =>
      /"error":"(?:unauthorized_client|invalid_grant|invalid_target|access_denied)"|\bpermission '[\w.]{1,100}' denied\b/.test(
        rest,
      )
        ? 'denied'
        : byStatus(rest),
  },
  // google-github-actions/auth src/main.ts: the file with which tools exchange the identity.
  {
    words: ['created credentials file at '],
    pattern: /^created credentials file at "/,
    service: 'google-identity',
    isOwn: true,
  },
  // actions/attest src/main.ts, logAttestation.
  {
    words: ['attestation signed using certificate', 'attestation signature uploaded'],
    pattern:
      /^(?:##\[group\])?attestation (?:signed using certificate from (?:public good|github) sigstore instance|signature uploaded to rekor transparency log)$/,
    service: 'sigstore',
  },
  // sigstore/sigstore-js packages/sign/src: error.ts and the clients of Fulcio, Rekor and the timestamp authority; npm prints it too.
  {
    words: [
      'error creating signing certificate',
      'error creating tlog entry',
      'error fetching tlog entry',
      'error creating timestamp',
    ],
    pattern:
      /^(?:npm err(?:or|!) )?(?:\w{0,30}error: )?error (?:creating signing certificate|creating tlog entry|fetching tlog entry|creating timestamp)(?: - |$)/,
    service: 'sigstore',
    failure: byStatus,
  },
  // sigstore/cosign cmd/cosign/cli/fulcio/fulcio.go and cmd/cosign/cli/sign: `tlog entry created with index: 1`.
  {
    words: ['tlog entry created with index', 'retrieving signed certificate'],
    pattern: /^(?:tlog entry created with index: ?\d{0,20}|retrieving signed certificate\.\.\.)$/,
    service: 'sigstore',
  },
  {
    words: ['getting key from fulcio: '],
    pattern:
      /^(?:error: |main\.go:\d{1,5}: )(?:error during command execution: )?sign.{0,500}getting key from fulcio: /,
    service: 'sigstore',
    failure: byStatus,
  },
]

/** Words of lines that report a use, and of lines that report a failure. */
export const USE_WORDS: readonly string[] = FORMS.filter(({ failure }) => failure === undefined).flatMap(
  ({ words }) => words,
)
export const ACCESS_FAILURE_WORDS: readonly string[] = FORMS.filter(({ failure }) => failure !== undefined).flatMap(
  ({ words }) => words,
)

/** Reads one line in lower case. `asked` is the service that the action of the step asks. */
export const readAccessLine = (text: string, asked: Service | undefined): AccessLine | undefined => {
  const form = FORMS.find(
    ({ pattern, isOwn, service }) => (isOwn === undefined || service === asked) && pattern.test(text),
  )
  if (form === undefined) return undefined
  return { service: form.service, failure: form.failure && (form.failure(text) ?? 'failed') }
}

/** Actions that ask one service (the forms above name their sources); their own lines often name no host. */
const ACTIONS: Readonly<Record<string, Service>> = {
  'hashicorp/vault-action': 'vault',
  'aws-actions/aws-secretsmanager-get-secrets': 'aws-secrets-manager',
  'azure/get-keyvault-secrets': 'azure-key-vault',
  'google-github-actions/get-secretmanager-secrets': 'google-secret-manager',
  'aws-actions/configure-aws-credentials': 'aws-identity',
  'azure/login': 'azure-identity',
  'google-github-actions/auth': 'google-identity',
  'actions/attest': 'sigstore',
  'actions/attest-build-provenance': 'sigstore',
}

/** Returns the service that an action asks, by `owner/repo`. */
export const findServiceOfAction = (action: string): Service | undefined => {
  const name = action.toLowerCase()
  return Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined
}
