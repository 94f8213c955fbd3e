import type { Step } from '../../schema/job/job-manifest.ts'
import type { AnchorLog } from '../../schema/observed/anchor-log.ts'

/** What GitHub answered. `absent`: it says that there is no such thing; else `reason` is why it told nothing. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly absent: boolean; readonly reason: string }

/** An attempt of a run, as GitHub tells it. Times RFC 3339 UTC at its clock, 1 s. */
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
 * GitHub as the verifier asks it. Nothing here throws for what happens outside, and every call has a deadline: both are
 * the implementer's duty. `repository` is `owner/name`.
 */
export type Platform = {
  /** `https://github.com` */
  readonly serverUrl: string
  readonly readRun: (repository: string, runId: string, attempt: number) => Promise<Answer<PlatformRun>>
  readonly readJobs: (repository: string, runId: string, attempt: number) => Promise<Answer<PlatformJobs>>
  readonly readLog: (repository: string, jobId: string) => Promise<Answer<AnchorLog>>
}

/** GitHub, or why it is not asked. */
export type PlatformChoice = Platform | { readonly notAsked: string }

/** The same question is asked once: every job of a run wants the list of its attempt. */
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

/** A run by the words of what is verified, which may be anybody's: only what can be asked for safely. */
export type AttemptAddress = { readonly repository: string; readonly runId: string; readonly attempt: number }

/** Why this run cannot be asked for, else undefined. A token only goes to the server that the caller named. */
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
