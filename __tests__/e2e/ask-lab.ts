import type { LabRun } from '../../lab/state.ts'
import { type ForwardProxyServer, startForwardProxy } from '../io/forward-proxy.ts'
import type { TestLab } from '../lab/scheduler/lab-harness.ts'

/** What the command line needs to ask a running lab about its repository. */
export type LabAccess = {
  readonly repository: string
  readonly environment: Readonly<Record<string, string>>
  readonly proxy: ForwardProxyServer
}

/** Gives the command line a token of a job of the run that may read, and a way to the lab. The caller stops the proxy. */
export const accessLab = async ({ lab: { state, services } }: TestLab, run: LabRun): Promise<LabAccess> => {
  const { githubToken } = services.issueTokens({
    jobId: run.attempts[0]?.jobIds[0] ?? 0,
    runId: run.id,
    attempt: 1,
    permissions: { actions: 'read', deployments: 'read', checks: 'read', contents: 'read' },
    backendRunId: run.backendRunId,
    backendJobId: 'job',
    cacheScopes: [],
    oidcClaims: {},
  })
  // The command line takes the server's address from that of the API; the lab's server is a name that resolves nowhere.
  const { port, host } = new URL(services.serverUrl)
  const proxy = await startForwardProxy({ routes: { [host]: Number(port) } })
  const apiUrl = services.apiUrl.replace(new URL(services.apiUrl).host, host)
  const environment = { GITHUB_API_URL: apiUrl, GH_TOKEN: githubToken, http_proxy: `http://127.0.0.1:${proxy.port}` }
  return { repository: `${state.repository.owner}/${state.repository.name}`, environment, proxy }
}
