import { describe, expect, test } from '@jest/globals'
import { CREDENTIAL_FORMS, mayHoldCredential } from '../../src/core/redact/credential-forms.ts'
import { isCredential, knownValues, redactSecrets, redactThenCut } from '../../src/core/redact/redact.ts'

// Every example is put together here, so that no scanner takes this file for a leak.
const mixed = (length: number): string => 'aB3dE6gH9'.repeat(40).slice(0, length)
const lower = (length: number): string => 'a1b2c3d4e5'.repeat(40).slice(0, length)
const hex = (length: number): string => '0a1b2c3d4e5f6789'.repeat(20).slice(0, length)
const upper = (length: number): string => 'ABCDEFGH234567'.repeat(20).slice(0, length)
const digits = (length: number): string => '1234567890'.repeat(5).slice(0, length)
const jwt = ['eyJhbGciOiJSUzI1NiJ9', 'eyJpc3MiOiJnaXRodWIifQ', 'c2lnbmF0dXJlc2ln'].join('.')
const uuid = '8c1d3f8e-2a39-4b3f-9c51-0d1f7c9a6e2b'
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const pem = (kind: string): string => `-----BEGIN ${kind}PRIVATE KEY-----`

const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  github: [
    ...['p', 'o', 'u', 's', 'r'].map(kind => `gh${kind}_${mixed(36)}`),
    `Deploy with gho_${mixed(36)} now`,
    `key_ghs_${mixed(36)}`,
    `ghs_123456_${jwt}`,
  ],
  'github-fine-grained': [`github_pat_${mixed(22)}_${mixed(59)}`],
  'github-app-old': [`v1.${hex(40)}`],
  gitlab: ['pat', 'ptt', 'dt', 'rt', 'cbt', 'ft', 'imt', 'agent', 'oas', 'soat', 'ffct'].map(
    k => `gl${k}-${mixed(40)}`,
  ),
  'gitlab-runner-old': [`GR1348941${mixed(20)}`],
  bitbucket: [`ATBB${mixed(32)}`, `BBDC-${mixed(44)}`],
  atlassian: [`ATATT3${mixed(186)}`, `ATCTT3xFfG${mixed(60)}=${hex(8)}`],
  'aws-key-id': [`AKIA${upper(16)}`, `id=ASIA${upper(16)};`, `ABIA${upper(16)}`],
  'aws-bedrock': [`ABSK${mixed(120)}`],
  'google-api-key': [`AIza${mixed(35)}`],
  'google-oauth': [`ya29.${mixed(60)}`, `GOCSPX-${mixed(28)}`, `1//0${mixed(50)}`],
  'azure-key': [
    `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${mixed(86)}==;EndpointSuffix=core.windows.net`,
    `Endpoint=sb://a.servicebus.windows.net/;SharedAccessKeyName=k;SharedAccessKey=${mixed(43)}=`,
  ],
  'azure-sas': [`https://a.blob.core.windows.net/c/b?sv=2022-11-02&sp=r&sig=${mixed(43)}%3D`],
  'azure-client-secret': [`abc8Q~${mixed(34)}`],
  'azure-common-key': [`${mixed(76)}+AStAbCdE==`, `${mixed(52)}JQQJ99BAAAAAAAAAAAAAAZDO4x2k`],
  digitalocean: ['dop', 'doo', 'dor'].map(kind => `${kind}_v1_${hex(64)}`),
  cloudflare: [`cfut_${mixed(40)}${hex(8)}`, `cfat_${mixed(48)}`, `cfk_${mixed(48)}`, `v1.0-${hex(24)}-${hex(146)}`],
  heroku: [`HRKU-AA${mixed(58)}`, `HRKU-${uuid}`],
  alibaba: [`LTAI${mixed(20)}`],
  fly: [`fo1_${mixed(43)}`, `fm2_${mixed(120)}`],
  netlify: [`nfp_${mixed(36)}`],
  supabase: [`sbp_${lower(40)}`, `sb_secret_${mixed(31)}`],
  planetscale: [`pscale_tkn_${mixed(43)}`],
  tailscale: [`tskey-auth-${mixed(16)}-${mixed(30)}`],
  deno: [`ddp_${mixed(36)}`],
  openshift: [`sha256~${mixed(43)}`],
  yandex: [`AQVN${mixed(36)}`],
  npm: [`npm_${mixed(36)}`],
  pypi: [`pypi-AgEIcHlwaS5vcmc${mixed(80)}`, `pypi-AgENdGVzdC5weXBpLm9yZw${mixed(80)}`],
  rubygems: [`rubygems_${hex(48)}`],
  crates: [`cio${mixed(32)}`, `cio_tp_${mixed(40)}`],
  nuget: [`oy2${lower(43)}`],
  clojars: [`CLOJARS_${hex(60)}`],
  'docker-hub': [`dckr_pat_${mixed(27)}`, `dckr_oat_${mixed(32)}`],
  artifactory: [`AKCp${mixed(69)}`, `cmVmd${mixed(59)}`],
  slack: [
    `xoxb-${digits(12)}-${digits(12)}-${mixed(24)}`,
    `xoxp-${digits(10)}-abc`,
    `xapp-1-A1B2C3-${digits(10)}-${hex(64)}`,
  ],
  'slack-webhook': [`https://hooks.slack.com/services/T0${upper(8)}/B0${upper(8)}/${mixed(24)}`],
  discord: [`MTk4NjIyNDgzNDcxOTI1MjQ4.${mixed(6)}.${mixed(27)}`],
  'discord-webhook': [`https://discord.com/api/webhooks/${digits(18)}/${mixed(68)}`],
  telegram: [`${digits(10)}:AAE${mixed(32)}`],
  'teams-webhook': [`https://o.webhook.office.com/webhookb2/${uuid}@${uuid}/IncomingWebhook/${hex(32)}/${uuid}`],
  stripe: [`sk_live_${mixed(24)}`, `rk_test_${mixed(24)}`, `whsec_${mixed(32)}`],
  square: [`sq0atp-${mixed(22)}`, `sq0csp-${mixed(43)}`, `EAAA${mixed(60)}`],
  braintree: [`access_token$production$${lower(16)}$${hex(32)}`],
  shopify: ['at', 'ca', 'pa', 'ss'].map(kind => `shp${kind}_${hex(32)}`),
  twilio: [`SK${hex(32)}`],
  sendgrid: [`SG.${mixed(22)}.${mixed(43)}`],
  mailgun: [`key-${hex(32)}`, `${hex(32)}-${hex(8)}-${hex(8)}`],
  mailchimp: [`${hex(32)}-us12`],
  brevo: [`xkeysib-${hex(64)}-${mixed(16)}`],
  openai: [`sk-${mixed(48)}`, `sk-proj-${mixed(74)}`, `sk-svcacct-${mixed(74)}`],
  anthropic: [`sk-ant-api03-${mixed(93)}AA`],
  'hugging-face': [`hf_${mixed(34)}`],
  groq: [`gsk_${mixed(52)}`],
  xai: [`xai-${mixed(80)}`],
  replicate: [`r8_${mixed(37)}`],
  perplexity: [`pplx-${mixed(48)}`],
  langsmith: [`lsv2_pt_${hex(32)}_${hex(10)}`],
  databricks: [`dapi${hex(32)}-2`],
  'new-relic': [`NRAK-${upper(27)}`, `NRII-${mixed(32)}`, `eu01xx${hex(30)}FFFFNRAL`],
  sentry: [`sntrys_eyJpYXQiO${mixed(60)}_${mixed(43)}`, `sntryu_${hex(64)}`],
  'sentry-dsn': [`https://${hex(32)}@o123.ingest.sentry.io/42`],
  grafana: [`glsa_${mixed(32)}_${hex(8)}`, `glc_${mixed(60)}`, `eyJrIjoi${mixed(80)}`],
  dynatrace: [`dt0c01.${upper(24)}.${upper(64)}`],
  postman: [`PMAK-${hex(24)}-${hex(34)}`],
  airtable: [`pat${mixed(14)}.${hex(64)}`],
  contentful: [`CFPAT-${mixed(43)}`],
  typeform: [`tfp_${mixed(59)}`],
  readme: [`rdme_${lower(70)}`],
  duffel: [`duffel_live_${mixed(43)}`],
  facebook: [`EAAC${mixed(120)}`],
  figma: [`figd_${mixed(43)}`],
  dropbox: [`sl.${mixed(135)}`],
  vault: [`hvs.${mixed(95)}`, `hvb.${mixed(140)}`, `s.${mixed(24)}`],
  terraform: [`${mixed(14)}.atlasv1.${mixed(67)}`],
  doppler: [`dp.pt.${mixed(43)}`, `dp.st.prd.${mixed(40)}`],
  pulumi: [`pul-${hex(40)}`],
  'one-password': [`ops_eyJ${mixed(250)}`, `A3-${upper(6)}-${upper(11)}-${upper(5)}-${upper(5)}-${upper(5)}`],
  age: [`AGE-SECRET-KEY-1${upper(58)}`],
  infracost: [`ico-${mixed(32)}`],
  octopus: [`API-${upper(26)}`],
  circleci: [`CCIPAT_${mixed(22)}_${hex(40)}`],
  buildkite: [`bkua_${lower(40)}`],
  sonar: [`sqp_${hex(40)}`, `squ_${hex(40)}`],
  harness: [`pat.${mixed(22)}.${mixed(24)}.${mixed(20)}`],
  prefect: [`pnu_${mixed(36)}`],
  sourcegraph: [`sgp_${hex(16)}_${hex(40)}`],
  rootly: [`rootly_${hex(64)}`],
  linear: [`lin_api_${mixed(40)}`],
  notion: [`ntn_${digits(11)}${mixed(35)}`, `secret_${mixed(43)}`],
  okta: [`00${mixed(40)}`, `SSWS ${mixed(42)}`],
  adobe: [`p8e-${lower(32)}`],
  jwt: [jwt, `a ${jwt} b`],
  pem: [
    ...['', 'RSA ', 'EC ', 'DSA ', 'OPENSSH ', 'ENCRYPTED ', 'ENCRYPTED SIGSTORE '].map(kind => `${pem(kind)}\nMIG`),
    '-----BEGIN PGP PRIVATE KEY BLOCK-----',
    'PuTTY-User-Key-File-3: ssh-ed25519',
  ],
  'private-key-body': [
    `MIIEvQIBADANBgkqhkiG9w0BAQEFAAS${mixed(40)}`,
    `MIIEowIBAAKCAQEA${mixed(40)}`,
    `MIGHAgEAMBMGByqGSM49AgEGCCqGSM49${mixed(40)}`,
    `MC4CAQAwBQYDK2VwBCIEI${mixed(43)}`,
    `b3BlbnNzaC1rZXktdjEAAAAA${mixed(40)}`,
  ],
  'pem-in-base64': ['', 'RSA ', 'EC ', 'OPENSSH '].map(kind => base64(`${pem(kind)}\nMIG`)),
  'url-password': ['https://mona:hunter2@example.com/x', 'redis://:hunter2@example.com', 'postgres://u:p%40ss@db/x'],
  'url-token': [`https://${lower(40)}@example.com/x.git`],
  'signed-url': [`https://b.s3.amazonaws.com/k?X-Amz-Signature=${hex(64)}`],
  authorization: [
    `Authorization: Bearer ${mixed(20)}`,
    `AUTHORIZATION: basic ${base64('mona:hunter2')}`,
    'authorization=hunter2hunter2',
  ],
  bearer: [`-H "X-Auth: Bearer ${mixed(24)}"`],
  'git-basic': [`http.extraheader ${base64(`x-access-token:${mixed(30)}`)}`],
  'docker-auth': [`{"auths":{"ghcr.io":{"auth":"${base64('mona:hunter2')}"}}}`],
  pair: [
    'token=abcdef123456',
    'curl -H "password: hunter22"',
    'API_KEY=abcdef123456',
    '{"password": "hunter22"}',
    `AWS_SECRET_ACCESS_KEY=${mixed(40)}`,
    'client_secret: hunter22',
    'DB_PASSWORD=Pa$$w0rd',
    `DD_API_KEY=${hex(32)}`,
  ],
  flag: ['deploy --token abcdef123456', 'login --password hunter22', 'push --api-key=abcdef123456'],
  connection: ['Server=db;Uid=sa;Pwd=hunter2;'],
  netrc: ['machine github.com login mona password hunter2'],
  'user-password': ['curl -fsSL -u mona:hunter2 https://example.com'],
  'service-key': [`HEROKU_API_KEY_FILE: ${uuid}`, `datadog app: ${hex(40)}`, `TWILIO_AUTH=${hex(32)}`],
}

test('there are forms enough, each with a source and an example', () => {
  expect(CREDENTIAL_FORMS.length).toBeGreaterThanOrEqual(80)
  expect(CREDENTIAL_FORMS.map(({ id }) => id).sort()).toEqual(Object.keys(EXAMPLES).sort())
  expect(CREDENTIAL_FORMS.filter(({ source }) => source.length < 8)).toEqual([])
})

describe.each(CREDENTIAL_FORMS.map(({ id, pattern }) => [id, pattern] as const))('%s', (id, pattern) => {
  test.each(EXAMPLES[id] ?? [])('%s', text => {
    expect(pattern.test(text)).toBe(true)
    expect(mayHoldCredential(text)).toBe(true)
    expect(redactSecrets(text)).toEqual({ value: 'redacted', redacted: 1 })
    expect(redactSecrets({ name: `build ${text} now` }).redacted).toBe(1)
  })
})

test.each([
  `sha256:${hex(64)}`,
  `sha512:${hex(128)}`,
  `sha512-${mixed(86)}==`,
  `sha1-${mixed(27)}=`,
  '27d5ce7f107fe9357f9df03efb73ab90386fccae',
  hex(32),
  hex(40),
  hex(64),
  hex(128),
  `v1.2.3-${hex(40)}`,
  `app-v1.${digits(4)}`,
  '12345678901234567890',
  uuid,
  `run ${uuid} of ${uuid}`,
  `Linux-node-${hex(64)}`,
  `cache-key-${hex(32)}`,
  `v0-rust-token-check-Linux-x64-${hex(8)}-${hex(8)}`,
  `setup-python-Linux-x64-24.04-Ubuntu-python-3.12.1-pip-${hex(64)}`,
  `node-cache-Linux-x64-npm-${hex(64)}`,
  `index-buildkit-linux-amd64-${hex(64)}`,
  `docker://alpine:3.20@sha256:${hex(64)}`,
  `ghcr.io/octo/app@sha256:${hex(64)}`,
  `oci://registry.example:5000/app:1.2@sha256:${hex(64)}`,
  `00-${hex(32)}-${hex(16)}-01`,
  'https://github.com/octo/app/actions/runs/1',
  'git@github.com:octo/app.git',
  'ssh://git@github.com/octo/app.git',
  'https://***@github.com/octo/app',
  'https://x-access-token:***@github.com/octo/app',
  'AUTHORIZATION: basic ***',
  'Authorization: Bearer $TOKEN',
  'actions/create-github-app-token@v2',
  'sk-learn-integration-tests-linux-on-arm',
  'task-runner-sk-test',
  'laughs_at_everything_that_is_funny',
  'ghp_short',
  'xox-games',
  'npm_config_registry',
  'pypi-publish-to-test-index',
  'glpat-nothing',
  'AKIAISTOOSHORT',
  'hf_hub_download',
  'SG.1.2.3',
  'echo "token=$TOKEN"',
  'token=${{ secrets.TOKEN }}',
  'password=***',
  'docker login --password-stdin',
  'docker run --user 1000:1000 alpine',
  'id-token: write',
  'Keyless signing needs `permissions: id-token: write` in this job',
  'secrets: inherit',
  'Publish to npm_registry',
  '-----BEGIN CERTIFICATE-----',
  '-----BEGIN PUBLIC KEY-----',
  base64('-----BEGIN CERTIFICATE-----\nMIIB'),
  'PWD=/home/runner/work/app/app',
  '2026-01-01T00:00:00.1234567Z',
  'eyJust a word.and another.sentence here',
  'redacted',
  '',
])('%s is kept', text => {
  expect(redactSecrets(text)).toEqual({ value: text, redacted: 0 })
})

const secret = `ghp_${mixed(36)}`

test('every string at any depth, names of members too, and nothing else', () => {
  const given = { a: [1, null, true, { b: secret, c: 'kept' }], [secret]: secret, d: undefined }
  expect(redactSecrets<unknown>(given)).toEqual({
    value: { a: [1, null, true, { b: 'redacted', c: 'kept' }], redacted: 'redacted', d: undefined },
    redacted: 3,
  })
})

describe('what was divided', () => {
  test('the lines of a PEM, and nothing beside them', () => {
    const lines = ['before', pem('EC '), mixed(60), mixed(20), '-----END EC PRIVATE KEY-----', 'after']
    expect(redactSecrets(lines).value).toEqual(['before', ...Array(4).fill('redacted'), 'after'])
  })

  test.each([
    [['ghp_', mixed(18), mixed(18)]],
    [['deploy', '--token', 'abcdef123456']],
    [['Authorization:', 'Bearer', mixed(24)]],
  ])('the parts of a list: %j', parts => {
    expect(redactSecrets({ labels: parts })).toEqual({
      value: { labels: parts.map(() => 'redacted') },
      redacted: parts.length,
    })
  })

  test('the name in a record, and its value', () => {
    const given = {
      matrix: { password: 'hunter22', 'api-key': 'abcdef123456', node: '24' },
      set: { name: 'MY_TOKEN', value: 'abcdefgh' },
    }
    expect(redactSecrets(given).value).toEqual({
      matrix: { password: 'redacted', 'api-key': 'redacted', node: '24' },
      set: { name: 'MY_TOKEN', value: 'redacted' },
    })
    const kept = { permissions: { 'id-token': 'write', contents: 'read' }, labels: ['self-hosted', 'linux', 'x64'] }
    expect(redactSecrets(kept)).toEqual({ value: kept, redacted: 0 })
  })
})

describe('before it is cut', () => {
  test.each([1, 4, 10, 19, 35])('a credential of which %i characters would be left', left => {
    const cut = redactThenCut(`${'x '.repeat(100)}${secret} and more`, 200 + left)
    expect(redactSecrets(cut)).toEqual({ value: 'redacted', redacted: 1 })
  })

  test('what holds none is cut between characters', () => {
    expect(redactThenCut(`${'a'.repeat(9)}😀`, 10)).toBe('a'.repeat(9))
    expect(redactThenCut('short', 10)).toBe('short')
  })
})

describe('values that the program was given', () => {
  const given = 'Zq9-vX2/kL7+pT4?mN8'
  const key = `${pem('')}\n${mixed(64)}\n${mixed(30)}\n-----END PRIVATE KEY-----\n`
  const known = knownValues([given, key, undefined, '', 'short'])

  test.each([
    ['raw', given],
    ['in a text', `value is ${given}.`],
    ['in base64', base64(given)],
    ['in base64 after one byte', base64(`:${given}`)],
    ['in base64 after two bytes', base64(`a:${given} and more`)],
    ['in base64url', Buffer.from(`u:${given}`).toString('base64url')],
    ['URL-encoded', encodeURIComponent(given)],
    ['URL-encoded in lower case', encodeURIComponent(given).replace(/%../g, code => code.toLowerCase())],
    ['as JSON', JSON.stringify({ given })],
    ['cut', `cut ${given.slice(0, 16)}`],
    ['a line of a key', `found ${mixed(64)}`],
    ['a key as JSON', JSON.stringify(key)],
  ])('%s', (_, text) => {
    expect(isCredential(text, known)).toBe(true)
    expect(redactSecrets({ a: [text] }, known)).toEqual({ value: { a: ['redacted'] }, redacted: 1 })
  })

  test('texts are kept but for the value', () => {
    expect(known.replaceIn(`before ${given} after`)).toBe('before redacted after')
    expect(known.replaceIn('short, and nothing else')).toBe('short, and nothing else')
  })
})

test('long texts take no longer than their length allows', () => {
  // A search that started again at every character would not end within the test's own limit.
  for (const part of ['password', 'ey', 'a1.', ':// :', '-----BEGIN ', 'Bearer ', '00', 'MII', 'xox', '0'])
    expect(redactSecrets(part.repeat(Math.ceil(200_000 / part.length))).redacted).toBeLessThanOrEqual(1)
})
