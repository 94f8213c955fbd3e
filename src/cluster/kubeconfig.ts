import { parse } from 'yaml'
import * as z from 'zod/mini'
import { TraceError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'

const text = z.optional(z.nullable(z.string().check(z.maxLength(LIMITS.kubeconfig))))
const short = z.optional(z.nullable(z.string().check(z.maxLength(4_096))))

const execEntry = z.object({
  command: z.string().check(z.maxLength(4_096)),
  args: z.optional(z.nullable(z.array(z.string().check(z.maxLength(65_536))).check(z.maxLength(200)))),
  env: z.optional(z.nullable(z.array(z.object({ name: z.string(), value: z.string() })).check(z.maxLength(200)))),
  apiVersion: short,
})
export type ExecEntry = z.output<typeof execEntry>

/** Fields of kubernetes/client-go tools/clientcmd/api/v1/types.go. */
const kubeconfigFields = z.object({
  'current-context': short,
  clusters: z.array(
    z.object({
      name: z.string(),
      cluster: z.object({
        server: z.string().check(z.maxLength(2_048)),
        'certificate-authority': short,
        'certificate-authority-data': text,
        'tls-server-name': short,
        'insecure-skip-tls-verify': z.optional(z.nullable(z.boolean())),
        'proxy-url': short,
      }),
    }),
  ),
  users: z.optional(
    z.nullable(
      z.array(
        z.object({
          name: z.string(),
          user: z.object({
            token: text,
            tokenFile: short,
            'client-certificate': short,
            'client-certificate-data': text,
            'client-key': short,
            'client-key-data': text,
            exec: z.optional(z.nullable(execEntry)),
            'auth-provider': z.optional(z.unknown()),
            username: short,
            as: short,
          }),
        }),
      ),
    ),
  ),
  contexts: z.array(
    z.object({
      name: z.string(),
      context: z.object({ cluster: z.string(), user: z.optional(z.nullable(z.string())) }),
    }),
  ),
})

export type ChosenContext = {
  readonly cluster: z.output<typeof kubeconfigFields>['clusters'][number]['cluster']
  readonly user: NonNullable<z.output<typeof kubeconfigFields>['users']>[number]['user'] | undefined
}

/**
 * Reads a kubeconfig and chooses a context. No error quotes the text, which holds credentials.
 * @throws TraceError INPUT_INVALID that names what is wrong.
 */
export const readKubeconfig = (content: string, context: string | undefined): ChosenContext => {
  const parsed = z.safeParse(kubeconfigFields, parseYaml(content))
  if (!parsed.success) throw invalid(`it has no usable ${parsed.error.issues[0]?.path.join('.') || 'content'}`)
  const { clusters, users, contexts, ...rest } = parsed.data
  const name = context ?? rest['current-context'] ?? ''
  const chosen = contexts.find(one => one.name === name)?.context
  if (chosen === undefined)
    throw invalid(name === '' ? 'it has no current context' : 'it has no such context', 'Name one with context')
  const cluster = clusters.find(one => one.name === chosen.cluster)?.cluster
  if (cluster === undefined) throw invalid('the context names a cluster that is not there')
  const user = users?.find(one => one.name === chosen.user)?.user
  if (user?.['auth-provider'] !== undefined && user['auth-provider'] !== null)
    throw invalid('auth-provider is not supported', 'Use a token, a certificate or exec')
  if (user?.username) throw invalid('a user name with a password is not supported', 'Use a token or a certificate')
  if (user?.as) throw invalid('impersonation (as) is not supported', 'Use a context with the rights of the observer')
  return { cluster, user }
}

const parseYaml = (content: string): unknown => {
  if (content.length > LIMITS.kubeconfig) throw invalid('it is too large')
  try {
    return parse(content, { maxAliasCount: 0, prettyErrors: false, logLevel: 'error' })
  } catch {
    throw invalid('it is not YAML')
  }
}

const invalid = (message: string, hint?: string): TraceError =>
  new TraceError('INPUT_INVALID', `kubeconfig: ${message}`, hint === undefined ? {} : { hint })
