import { rulesOf } from '../failure-rule.ts'

const cloud = rulesOf('cloud')
const terraform = rulesOf('terraform')
const vault = rulesOf('vault')

/** aws/aws-cli, aws-actions/configure-aws-credentials; google-github-actions/auth; Azure/login; hashicorp/terraform, vault-action. */
export const CLOUD_RULES = [
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
    ],
    /(?<said>could not load credentials from any providers|unable to locate credentials|credentials could not be loaded|could not find default credentials|\bexpiredtoken(?:exception)?\b|\binvalidclienttokenid\b|could not assume role)/,
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
      'authorizationfailed',
      'does not have permission',
    ],
    /(?<said>is not authorized to perform|an error occurred \(accessdenied(?:exception)?\)|\baadsts\d{4,8}\b|\(authorizationfailed\)|permission_denied: )|\bpermission ['"][a-z.]{1,100}['"] denied|does not have permission to access/,
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
    /(?<said>throttlingexception|\brate exceeded\b|quotaexceeded|limitexceededexception|resource_exhausted)/,
    { owner: 'platform' },
  ),
  terraform.end(
    'terraform-lock',
    'resource',
    ['error acquiring the state lock'],
    /(?<said>error acquiring the state lock)/,
  ),
  terraform.end(
    'terraform-registry',
    'dependency',
    ['failed to query available provider packages', 'failed to install provider'],
    /(?<said>failed to (?:query available provider packages|install provider))/,
  ),
  terraform.end('terraform', 'command', ['│ error: '], /^│ (?<said>error): /, { quote: 'Terraform reported an error' }),
  vault.end(
    'vault',
    'permission',
    ['failed to retrieve vault token', 'unable to retrieve result for'],
    /^(?:error: )?(?<said>failed to retrieve vault token|unable to retrieve result for)/,
  ),
]
