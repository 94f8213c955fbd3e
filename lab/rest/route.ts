import type { LabResponse } from '../http.ts'
import type { BlobStore } from '../results/blobs.ts'
import type { LiveGroups } from '../scheduler/concurrency-groups.ts'
import type { LabState, LabToken } from '../state.ts'

/** What the REST service learns from the lab around it; every hook is optional. */
export type RestHooks = {
  /** Content of a file of the repository at a ref (branch, tag or SHA); undefined when there is none. */
  readonly contents?: (path: string, ref: string) => Promise<Uint8Array | undefined>
  /** The same of another repository, `owner/name`: called workflows are read there. */
  readonly contentsElsewhere?: (repository: string, path: string, ref: string) => Promise<Uint8Array | undefined>
  /** Starts a new attempt with the failed jobs of a completed run. */
  readonly rerunFailedJobs?: (runId: number) => void | Promise<void>
  /** What the scheduler's concurrency groups hold now. */
  readonly concurrency?: LiveGroups
  /** Called after a review of waiting deployments was written to `state.approvals`. */
  readonly deploymentsReviewed?: (
    runId: number,
    environments: readonly string[],
    state: 'approved' | 'rejected',
  ) => void
}

/** What bodies are written from: answers of REST, and payloads of events. */
export type BodyContext = {
  readonly state: LabState
  /** No slash at the end. */
  readonly apiUrl: string
  readonly serverUrl: string
}

export type RestContext = BodyContext & {
  readonly blobs: BlobStore
  readonly hooks: RestHooks
}

export type Call = {
  readonly context: RestContext
  /** Path parameters, percent-decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The JSON body; undefined without one. */
  readonly body: unknown
  readonly token: LabToken | undefined
  /** URL of the request without its query, for Link headers. */
  readonly url: string
}

export type Permission = {
  readonly key: string
  readonly access: 'read' | 'write'
  /** Reading needs it of a public repository too. */
  readonly evenIfPublic?: true
}

export type Route = {
  /** `GET /repos/{owner}/{repo}/…` as in GitHub's OpenAPI description. */
  readonly operation: string
  readonly permission?: Permission
  readonly answer: (call: Call) => LabResponse | Promise<LabResponse>
  /** Public repositories besides the run's own answer it too. */
  readonly elsewhere?: true
}

export const repositoryRoute = (
  operation: string,
  permission: Permission,
  answer: (call: Call) => LabResponse | Promise<LabResponse>,
): Route => ({ operation: operation.replace(' ', ' /repos/{owner}/{repo}').trim(), permission, answer })

export type Matcher = (
  method: string,
  path: string,
) => { route: Route; params: Readonly<Record<string, string>> } | undefined

/** Parameters that may hold slashes (`x-multi-segment` in GitHub's description). */
const MULTI_SEGMENT = new Set(['path', 'ref', 'commit_sha', 'subject_digest', 'branch'])

/** Finds the route of a path; a literal segment wins over a parameter because such routes are written first. */
export const createMatcher = (routes: readonly Route[]): Matcher => {
  const compiled = routes.map(route => {
    const [method = '', template = ''] = route.operation.split(' ')
    const names: string[] = []
    const pattern = template.replace(/\{(\w+)\}/g, (_, name: string) => {
      names.push(name)
      return MULTI_SEGMENT.has(name) ? '(.+)' : '([^/]+)'
    })
    return { route, method, names, pattern: new RegExp(`^${pattern}$`) }
  })
  return (method, path) => {
    for (const one of compiled) {
      if (one.method !== method) continue
      const match = one.pattern.exec(path)
      if (match === null) continue
      const params = Object.fromEntries(one.names.map((name, index) => [name, decode(match[index + 1] ?? '')]))
      return { route: one.route, params }
    }
    return undefined
  }
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
