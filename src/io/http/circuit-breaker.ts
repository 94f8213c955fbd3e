/**
 * The services of one step that can fail by themselves. Several may share one host: the API and its attestations do, and
 * so do all of them on a test server.
 */
export type Service = 'api' | 'results' | 'storage' | 'id-token' | 'fulcio' | 'rekor' | 'tsa' | 'attestations'

/**
 * How services fared in this step. A service that failed is not requested again: the second failure costs as much. One that
 * has answered before is given up at the second failure in a row, since the first may be of one thing that it keeps; but
 * at once where the failure is decisive: a hang, a token or a proxy that is refused, a limit.
 */
export type CircuitBreaker = {
  /** Why it failed, undefined while it may be requested. */
  readonly toFailure: (service: Service) => string | undefined
  readonly hasAnswered: (service: Service) => boolean
  /** `cause` is never empty. The first one stays. */
  readonly fail: (service: Service, cause: string, isDecisive: boolean) => void
  readonly answer: (service: Service) => void
}

export const createCircuitBreaker = (): CircuitBreaker => {
  const failures = new Map<Service, string>()
  const answered = new Set<Service>()
  const suspected = new Set<Service>()
  return {
    toFailure: service => failures.get(service),
    hasAnswered: service => answered.has(service),
    fail: (service, cause, isDecisive) => {
      if (failures.has(service)) return
      if (isDecisive || !answered.has(service) || suspected.has(service)) failures.set(service, cause)
      else suspected.add(service)
    },
    // A request that is made in spite of an earlier failure, and succeeds, shows that the service is there again.
    answer: service => {
      answered.add(service)
      failures.delete(service)
      suspected.delete(service)
    },
  }
}

/** What a step may lose to services that fail, in milliseconds. */
export type LossLimits = {
  /** All together. What several lose at the same time counts once. */
  readonly total: number
  /** What a service that was not requested before gets even when nothing is left. */
  readonly atLeast: number
  /** The same of one that has answered in this step: it is more likely to be slow than gone. */
  readonly atLeastOnceAnswered: number
}

/** Keeps account of the time that failed exchanges took, by a monotonic clock. */
export type LossAccount = {
  /** The deadline that is left of `millis`. */
  readonly shorten: (millis: number, hasAnswered: boolean) => number
  readonly lose: (from: number, to: number) => void
}

export const createLossAccount = ({ total, atLeast, atLeastOnceAnswered }: LossLimits): LossAccount => {
  let lost = 0
  let countedUntil = Number.NEGATIVE_INFINITY
  return {
    shorten: (millis, hasAnswered) =>
      Math.min(millis, Math.max(total - lost, hasAnswered ? atLeastOnceAnswered : atLeast)),
    lose: (from, to) => {
      lost += Math.max(0, to - Math.max(from, countedUntil))
      countedUntil = Math.max(countedUntil, to)
    },
  }
}
