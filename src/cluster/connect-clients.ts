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

/** Connects what the targets need. @throws TraceError INPUT_INVALID or FILE_UNREADABLE, without any credential. */
export const connectClients = async (
  inputs: ClientInputs,
  targets: readonly NamedTarget[],
  environment: Environment,
): Promise<ObservationClients> => {
  const isApplication = (target: NamedTarget): boolean => target.by === 'name' && target.target.kind === 'argocd'
  const { argocdServer } = inputs
  const needsCluster = argocdServer === undefined || !targets.every(isApplication)
  return {
    cluster: needsCluster ? createApiClient(await readClusterAccess(inputs, environment)) : undefined,
    argocd: argocdServer === undefined ? undefined : createApiClient(toArgoCdAccess(argocdServer, inputs, environment)),
  }
}

const toArgoCdAccess = (server: string, { argocdToken }: ClientInputs, environment: Environment) => {
  // `argocd --server` takes the host alone (argoproj/argo-cd docs/user-guide/commands/argocd.md).
  const address = /^https?:\/\//.test(server) ? server.replace(/\/+$/, '') : `https://${server.replace(/\/+$/, '')}`
  if (!URL.canParse(address)) throw new TraceError('INPUT_INVALID', 'argocd-server is no address')
  return {
    server: address,
    tls: {},
    proxies: readProxySettings(environment),
    readToken: async () => argocdToken,
    secrets: argocdToken === undefined ? [] : [argocdToken],
  }
}
