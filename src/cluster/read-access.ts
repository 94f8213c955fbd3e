import { execFile } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import * as z from 'zod/mini'
import { BUDGETS } from '../core/budgets.ts'
import { TraceError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import type { Environment } from '../io/env.ts'
import type { TlsSettings } from '../io/http/connection.ts'
import { type ProxySettings, readProxySettings } from '../io/http/proxy.ts'
import { parseJson, readRunnerFile } from '../io/runner-file.ts'
import type { ClusterAccess } from './cluster-access.ts'
import { type ChosenContext, type ExecEntry, readKubeconfig } from './kubeconfig.ts'

export type AccessInputs = {
  /** A path or the content; undefined: KUBECONFIG, else the account of the pod. */
  readonly kubeconfig: string | undefined
  readonly context: string | undefined
  /** Whether the credential program that the kubeconfig names may run. */
  readonly allowExec: boolean
}

/**
 * Reads how to reach the cluster. @throws TraceError INPUT_INVALID or FILE_UNREADABLE, which name the field and hold no
 * credential.
 */
export const readClusterAccess = async (inputs: AccessInputs, environment: Environment): Promise<ClusterAccess> => {
  const given = inputs.kubeconfig ?? environment['KUBECONFIG'] ?? ''
  if (given === '') return readPodAccess(environment)
  const isContent = given.includes('\n')
  const content = isContent ? given : await readFileOf('kubeconfig', given, LIMITS.kubeconfig)
  const folder = isContent ? process.cwd() : dirname(resolve(given))
  return toAccess(readKubeconfig(content, inputs.context), folder, inputs.allowExec, environment)
}

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount'

/** The account of the pod, for a runner inside the cluster (kubernetes/client-go rest/config.go, InClusterConfig). */
const readPodAccess = async (environment: Environment): Promise<ClusterAccess> => {
  const host = environment['KUBERNETES_SERVICE_HOST'] ?? ''
  const port = environment['KUBERNETES_SERVICE_PORT'] ?? ''
  if (host === '' || port === '')
    throw new TraceError('INPUT_INVALID', 'no cluster is named', {
      hint: 'Give kubeconfig, set KUBECONFIG, or run in a pod with a service account',
    })
  const ca = await readFileOf('the CA of the pod', `${ACCOUNT}/ca.crt`, LIMITS.kubeconfig)
  return {
    server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
    tls: { ca },
    proxies: readProxySettings(environment),
    readToken: () => readTokenFile(`${ACCOUNT}/token`),
    secrets: [],
  }
}

const toAccess = async (
  { cluster, user }: ChosenContext,
  folder: string,
  allowExec: boolean,
  environment: Environment,
): Promise<ClusterAccess> => {
  const server = cluster.server.replace(/\/$/, '')
  if (!/^https?:\/\//.test(server) || !URL.canParse(server))
    throw new TraceError('INPUT_INVALID', 'kubeconfig: server is no http(s) address')
  const fromExec = user?.exec ? await runCredentialProgram(user.exec, allowExec, environment) : undefined
  const key = fromExec?.key ?? (await readPart('client-key', user?.['client-key-data'], user?.['client-key'], folder))
  const tls: TlsSettings = {
    ca: await readPart(
      'certificate-authority',
      cluster['certificate-authority-data'],
      cluster['certificate-authority'],
      folder,
    ),
    cert:
      fromExec?.cert ??
      (await readPart('client-certificate', user?.['client-certificate-data'], user?.['client-certificate'], folder)),
    key,
    servername: cluster['tls-server-name'] ?? undefined,
    rejectUnauthorized: cluster['insecure-skip-tls-verify'] !== true,
  }
  const token = fromExec?.token ?? user?.token ?? undefined
  // A token file wins over a token (kubernetes/client-go tools/clientcmd/client_config.go).
  const tokenFile = user?.tokenFile ? resolve(folder, user.tokenFile) : undefined
  return {
    server,
    tls,
    proxies: toProxies(cluster['proxy-url'] ?? undefined, environment),
    readToken: async () => (tokenFile === undefined ? token : readTokenFile(tokenFile)),
    secrets: [token, key, user?.['client-key-data'] ?? undefined, cluster['proxy-url'] ?? undefined].filter(
      secret => secret !== undefined,
    ),
  }
}

const toProxies = (url: string | undefined, environment: Environment): ProxySettings => {
  if (url === undefined || url === '') return readProxySettings(environment)
  if (!/^https?:\/\//.test(url))
    throw new TraceError('INPUT_INVALID', 'kubeconfig: proxy-url is no http(s) address', {
      hint: 'A SOCKS proxy is not supported',
    })
  return { http: url, https: url, none: '' }
}

/** Data in base64 wins over a file (kubernetes/client-go tools/clientcmd/api/types.go). */
const readPart = async (
  name: string,
  data: string | null | undefined,
  file: string | null | undefined,
  folder: string,
): Promise<string | undefined> => {
  if (data) return Buffer.from(data, 'base64').toString()
  return file ? readFileOf(`kubeconfig: ${name}`, resolve(folder, file), LIMITS.kubeconfig) : undefined
}

const readTokenFile = async (path: string): Promise<string> =>
  (await readFileOf('the token file', path, LIMITS.clusterToken)).trim()

const readFileOf = async (what: string, path: string, cap: number): Promise<string> => {
  const file = await readRunnerFile(path, cap)
  if (file.kind === 'text') return file.text
  throw new TraceError('FILE_UNREADABLE', `${what}: the file could not be read: ${file.reason}`)
}

type Credential = {
  readonly token?: string | undefined
  readonly cert?: string | undefined
  readonly key?: string | undefined
}

/** kubernetes/client-go pkg/apis/clientauthentication/v1/types.go, ExecCredential. */
const credentialFields = z.object({
  status: z.object({
    token: z.optional(z.string()),
    clientCertificateData: z.optional(z.string()),
    clientKeyData: z.optional(z.string()),
  }),
})

const runCredentialProgram = async (
  { command, args, env, apiVersion }: ExecEntry,
  allowExec: boolean,
  environment: Environment,
): Promise<Credential> => {
  const name = command.replace(/^.*[\\/]/, '').slice(0, 100)
  if (!allowExec)
    throw new TraceError('INPUT_INVALID', `kubeconfig: the credential program ${name} is not run`, {
      hint: 'Set allow-exec if this kubeconfig may start programs, or use a token',
    })
  const info = { kind: 'ExecCredential', apiVersion: apiVersion ?? EXEC_VERSION, spec: { interactive: false } }
  const variables = Object.fromEntries((env ?? []).map(one => [one.name, one.value]))
  const output = await new Promise<string>((resolveOutput, reject) => {
    execFile(
      command,
      args ?? [],
      {
        env: { ...environment, ...variables, KUBERNETES_EXEC_INFO: JSON.stringify(info) },
        timeout: BUDGETS.clusterCredential,
        maxBuffer: LIMITS.kubeconfig,
      },
      // The error of Node quotes the command line and the output, which may hold a credential.
      (error, stdout) =>
        error === null
          ? resolveOutput(stdout)
          : reject(new TraceError('INPUT_INVALID', `kubeconfig: the credential program ${name} failed`)),
    )
  })
  const parsed = z.safeParse(credentialFields, parseJson(output))
  if (!parsed.success)
    throw new TraceError('INPUT_INVALID', `kubeconfig: the credential program ${name} printed no ExecCredential`)
  const { token, clientCertificateData, clientKeyData } = parsed.data.status
  return { token, cert: clientCertificateData, key: clientKeyData }
}

const EXEC_VERSION = 'client.authentication.k8s.io/v1'
