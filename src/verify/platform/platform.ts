import type { Step } from '../../schema/job/job-manifest.ts'
import type { AnchorLog } from '../../schema/observed/anchor-log.ts'

/** An answer of GitHub. `absent`: no such resource exists; else `reason` explains the missing answer. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly absent: boolean; readonly reason: string }

/** An attempt of a run, from GitHub. Times are RFC 3339 UTC by GitHub's clock, 1 s. */
export type PlatformRun = {
  readonly attempt?: number | undefined
  readonly event?: string | undefined
  readonly headSha?: string | undefined
  /** Path of the workflow file; may end in `@ref`. */
  readonly path?: string | undefined
  readonly startedAt?: string | undefined
}

export type PlatformJob = {
  readonly id: string
  readonly name: string
  readonly status?: string | undefined
  readonly conclusion?: string | undefined
  readonly createdAt?: string | undefined
  readonly startedAt?: string | undefined
  readonly completedAt?: string | undefined
  readonly steps: readonly Step[]
}

/** `complete`: the list was read to its end. */
export type PlatformJobs = { readonly jobs: readonly PlatformJob[]; readonly complete: boolean }

/**
 * The verifier's access to GitHub. The implementer must ensure that no call throws for an outside failure, and that
 * every call has a deadline. `repository` is `owner/name`.
 */
export type Platform = {
  /** `https://github.com` */
  readonly serverUrl: string
  readonly readRun: (repository: string, runId: string, attempt: number) => Promise<Answer<PlatformRun>>
  readonly readJobs: (repository: string, runId: string, attempt: number) => Promise<Answer<PlatformJobs>>
  readonly readLog: (repository: string, jobId: string) => Promise<Answer<AnchorLog>>
}

/** Access to GitHub, or the reason for its absence. */
export type PlatformChoice = Platform | { readonly notAsked: string }

/** Returns a platform that makes each request once: every job of a run needs the list of its attempt. */
export const rememberAnswers = (choice: PlatformChoice): PlatformChoice => {
  if ('notAsked' in choice) return choice
  const lists = new Map<string, Promise<Answer<PlatformJobs>>>()
  return {
    ...choice,
    readJobs: (repository, runId, attempt) => {
      const key = `${repository} ${runId} ${attempt}`
      const known = lists.get(key) ?? choice.readJobs(repository, runId, attempt)
      lists.set(key, known)
      return known
    },
  }
}

/** A run as the verified document names it. The document is untrusted, so only safe values are requested. */
export type AttemptAddress = { readonly repository: string; readonly runId: string; readonly attempt: number }

/** Returns why this run cannot be requested, else undefined. A token only goes to the server that the caller named. */
export const whyNotAsked = (
  choice: PlatformChoice,
  run: AttemptAddress & { readonly serverUrl: string },
): string | undefined => {
  if ('notAsked' in choice) return choice.notAsked
  if (run.serverUrl.toLowerCase() !== choice.serverUrl.toLowerCase())
    return `the run is on ${run.serverUrl}, the API that was given is of ${choice.serverUrl}`
  const parts = run.repository.split('/')
  const isPath = parts.length === 2 && parts.every(part => /^[\w.-]{1,100}$/.test(part) && !/^\.{1,2}$/.test(part))
  return isPath ? undefined : `${run.repository} is no name of a repository`
}
