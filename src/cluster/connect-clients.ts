import type { NamedTarget } from '../converge/parse-target.ts'
import { TraceError } from '../core/error.ts'
import type { Environment } from '../io/env.ts'
import { readProxySettings } from '../io/http/proxy.ts'
import { createApiClient } from './api-client.ts'
import type { ObservationClients } from './observe-targets.ts'
import { type AccessInputs, readClusterAccess } from './read-access.ts'

export type ClientInputs = AccessInputs & {
  readonly argocdServer: string | undefined
  readonly argocdToken: string | undefined
}

/**
 * Connects what the targets need, for an observation of `timeoutMs`.
 * @throws TraceError INPUT_INVALID or FILE_UNREADABLE, without any credential.
 */
export const connectClients = async (
  inputs: ClientInputs,
  targets: readonly NamedTarget[],
  environment: Environment,
  timeoutMs: number,
): Promise<ObservationClients> => {
  const end = performance.now() + timeoutMs
  const remainingMs = (): number => end - performance.now()
  const isApplication = (target: NamedTarget): boolean => target.by === 'name' && target.target.kind === 'argocd'
  const { argocdServer } = inputs
  const needsCluster = argocdServer === undefined || !targets.every(isApplication)
  return {
    cluster: needsCluster ? createApiClient(await readClusterAccess(inputs, environment), remainingMs) : undefined,
    argocd:
      argocdServer === undefined
        ? undefined
        : createApiClient(toArgoCdAccess(argocdServer, inputs, environment), remainingMs),
  }
}

const toArgoCdAccess = (server: string, { argocdToken }: ClientInputs, environment: Environment) => {
  // `argocd --server` takes the host alone (argoproj/argo-cd docs/user-guide/commands/argocd.md).
  const address = /^https?:\/\//.test(server) ? server.replace(/\/$/, '') : `https://${server.replace(/\/$/, '')}`
  if (!URL.canParse(address)) throw new TraceError('INPUT_INVALID', 'argocd-server is no address')
  return {
    server: address,
    tls: {},
    proxies: readProxySettings(environment),
    readToken: async () => argocdToken,
    secrets: argocdToken === undefined ? [] : [argocdToken],
  }
}
