import type { LabDeployment, LabEnvironment, LabRun, LabState } from '../state.ts'

export type Verdict = 'approved' | 'rejected'

/** Reviews of waiting deployments: by REST, or by the lab's own reviewer after a delay. */
export type Reviews = {
  /** One review decides for all jobs of the run that wait for the environment. */
  readonly decide: (runId: number, environments: readonly string[], verdict: Verdict) => void
  /** Undefined when `signal` was aborted first. */
  readonly wait: (run: LabRun, environment: LabEnvironment, signal: AbortSignal) => Promise<Verdict | undefined>
}

type Waiting = { readonly key: string; readonly settle: (verdict: Verdict | undefined) => void }

/** @param delayMs after which the lab's reviewer approves; undefined: reviews come by REST alone. */
export const createReviews = (state: LabState, delayMs: number | undefined): Reviews => {
  const waiting = new Set<Waiting>()
  const keyOf = (runId: number, environment: string): string => `${runId} ${environment.toLowerCase()}`
  const decide: Reviews['decide'] = (runId, environments, verdict) => {
    const keys = new Set(environments.map(environment => keyOf(runId, environment)))
    for (const one of [...waiting]) if (keys.has(one.key)) one.settle(verdict)
  }
  const approve = (run: LabRun, environment: LabEnvironment): void => {
    const user = environment.reviewers[0] ?? run.actor
    state.approvals.push({
      runId: run.id,
      environment: environment.name,
      state: 'approved',
      user,
      comment: 'Approved by the reviewer of the lab.',
    })
    decide(run.id, [environment.name], 'approved')
  }
  return {
    decide,
    wait: (run, environment, signal) =>
      new Promise(resolve => {
        if (signal.aborted) return resolve(undefined)
        const key = keyOf(run.id, environment.name)
        const timer = delayMs !== undefined ? setTimeout(() => approve(run, environment), delayMs) : undefined
        const one: Waiting = {
          key,
          settle: verdict => {
            waiting.delete(one)
            clearTimeout(timer)
            signal.removeEventListener('abort', leave)
            resolve(verdict)
          },
        }
        const leave = (): void => one.settle(undefined)
        waiting.add(one)
        signal.addEventListener('abort', leave, { once: true })
      }),
  }
}

export type GateServices = {
  readonly reviews: Reviews
  readonly minuteMs: number
  readonly status: (deployment: LabDeployment | undefined, state: 'waiting' | 'queued') => void
}

/** Whether anything holds a job back from this environment. */
export const isProtected = (environment: LabEnvironment): boolean =>
  environment.reviewers.length > 0 || environment.waitTimerMinutes > 0

/**
 * Holds a job until its environment lets it in: reviewers and the wait timer at the same time, both have to pass.
 * The deployment says `waiting`, then `queued`.
 */
export const passGate = async (
  { reviews, minuteMs, status }: GateServices,
  run: LabRun,
  environment: LabEnvironment,
  deployment: LabDeployment | undefined,
  signal: AbortSignal,
): Promise<Verdict | undefined> => {
  if (!isProtected(environment)) return 'approved'
  status(deployment, 'waiting')
  const [verdict] = await Promise.all([
    environment.reviewers.length > 0 ? reviews.wait(run, environment, signal) : ('approved' as const),
    pause(environment.waitTimerMinutes * minuteMs, signal),
  ])
  if (signal.aborted) return undefined
  if (verdict === 'approved') status(deployment, 'queued')
  return verdict
}

const pause = (millis: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (millis === 0 || signal.aborted) return resolve()
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, millis)
    signal.addEventListener('abort', done, { once: true })
  })
