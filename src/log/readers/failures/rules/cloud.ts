import { defineRules } from '../failure-rule.ts'

const cloud = defineRules('cloud')
const terraform = defineRules('terraform')
const vault = defineRules('vault')
const ansible = defineRules('ansible')

/** aws/aws-cli, aws-actions/configure-aws-credentials; google-github-actions/auth; Azure/login; hashicorp/terraform, vault-action. */
export const CLOUD_RULES = [
  // ansible/ansible lib/ansible/plugins/callback/default.py (v2_playbook_on_stats), utils/color.py (hostcolor).
  ansible.end(
    'ansible-unreachable',
    'dependency',
    [': unreachable! =>'],
    /^fatal: \[[^\]]{1,200}\]: (?<quote>unreachable!) => /,
    { quote: 'a host of the playbook could not be reached' },
  ),
  ansible.end(
    'ansible',
    'command',
    ['rescued='],
    /^\S{1,200}\s{1,60}: ok=\d{1,6}\s{1,8}changed=\d{1,6}\s{1,8}unreachable=\d{1,6}\s{1,8}(?<quote>failed=[1-9]\d{0,5})\b/,
    { quote: 'a task of the playbook failed' },
  ),
  cloud.end(
    'cloud-credentials',
    'permission',
    [
      'could not load credentials from any providers',
      'unable to locate credentials',
      'could not find default credentials',
      'expiredtoken',
      'invalidclienttokenid',
      'credentials could not be loaded',
      'could not assume role',
      'no valid credential sources',
      'no openidconnect provider found',
      'the security token included in the request is ',
      'failed to generate google cloud federated token',
      'using auth-type: service_principal',
      'google-github-actions/auth failed with',
    ],
    /(?<quote>could not load credentials from any providers|no valid credential sources|no openidconnect provider found|the security token included in the request is (?:invalid|expired)|failed to generate google cloud federated token|google-github-actions\/auth failed with|login failed with error: using auth-type: service_principal|unable to locate credentials|credentials could not be loaded|could not find default credentials|\bexpiredtoken(?:exception)?\b|\binvalidclienttokenid\b|could not assume role)/,
  ),
  cloud.end(
    'cloud-denied',
    'permission',
    [
      'is not authorized to perform',
      'not authorized to perform sts',
      'an error occurred (accessdenied',
      'aadsts',
      'permission_denied',
      "permission '",
      'permission "',
      'authorizationfailed',
      'does not have permission',
      'api error accessdenied',
      'unauthorizedoperation',
    ],
    /(?<quote>is not authorized to perform|an error occurred \((?:accessdenied(?:exception)?|unauthorizedoperation)\)|api error (?:accessdenied|unauthorizedoperation)|\baadsts\d{4,8}\b|\(authorizationfailed\)|permission_denied: )|\bpermission ['"][a-z.]{1,100}['"] denied|does not have permission to access/,
    { quote: 'the cloud says: not authorized' },
  ),
  cloud.end(
    'cloud-limit',
    'resource',
    [
      'throttlingexception',
      'rate exceeded',
      'quotaexceeded',
      'quota exceeded',
      'limitexceededexception',
      'resource_exhausted',
    ],
    /(?<quote>throttlingexception|\brate exceeded\b|quotaexceeded|limitexceededexception|resource_exhausted)/,
    { owner: 'platform' },
  ),
  cloud.end(
    'cloud-capacity',
    'capacity',
    ['insufficientinstancecapacity', 'vcpulimitexceeded', 'zone_resource_pool_exhausted'],
    /(?:\(|\b)(?<quote>insufficientinstancecapacity|vcpulimitexceeded|zone_resource_pool_exhausted)\b/,
    {
      owner: 'platform',
    },
  ),
  // cloudflare/workers-sdk packages/wrangler; vercel/vercel packages/cli; firebase/firebase-tools; SonarSource/sonar-scanner.
  cloud.end(
    'deploy-credentials',
    'permission',
    [
      "it's necessary to set a cloudflare_api_token",
      'authentication error [code: 10000]',
      'no existing credentials found. please run',
      'failed to authenticate, have you run firebase login',
      'the specified token is not valid',
      'not authorized. please check the',
    ],
    /(?<quote>it's necessary to set a cloudflare_api_token|authentication error \[code: 10000\]|^(?:error: )?no existing credentials found\. please run|failed to authenticate, have you run firebase login|^(?:error: )?the specified token is not valid|^(?:error: )?not authorized\. please check the)/,
    {
      quote: 'the service was not given a valid token',
    },
  ),
  cloud.end(
    'quality-gate',
    'command',
    ['quality gate status: failed', 'quality gate has failed'],
    /(?<quote>quality gate (?:status: failed|has failed))/,
  ),
  // codecov/codecov-cli codecov_cli/helpers; codecov/codecov-action.
  cloud.end(
    'codecov-denied',
    'permission',
    ['upload failed: {"', 'commit creating failed: {"', 'report creating failed: {"', 'token required'],
    /(?:upload|(?:commit|report) creating) failed: \{"(?:message|detail)":"(?:token required|invalid token|repository not found)|^(?:error: )?codecov: .{0,100}token required/,
    { quote: 'Codecov was not given a valid token' },
  ),
  terraform.end(
    'terraform-lock',
    'resource',
    ['error acquiring the state lock'],
    /(?<quote>error acquiring the state lock)/,
  ),
  terraform.end(
    'terraform-registry',
    'dependency',
    [
      'failed to query available provider packages',
      'failed to install provider',
      'failed to download module',
      'module not found',
      'invalid provider registry host',
    ],
    /^│? ?error: (?<quote>failed to (?:query available provider packages|install provider|download module)|invalid provider registry host)/,
  ),
  terraform.end('terraform', 'command', ['│ error: '], /^│ (?<quote>error): /, {
    quote: 'Terraform reported an error',
  }),
  vault.end(
    'vault',
    'permission',
    ['failed to retrieve vault token', 'unable to retrieve result for'],
    /^(?:error: )?(?<quote>failed to retrieve vault token|unable to retrieve result for)/,
  ),
]
