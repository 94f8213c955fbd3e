/**
 * The services of one step that can fail independently. Several may share one host: the API and its attestations do,
 * and all services do on a test server.
 */
export type Service = 'api' | 'results' | 'cache' | 'storage' | 'id-token' | 'fulcio' | 'rekor' | 'tsa' | 'attestations'

/**
 * The state of the services in this step. A failed service is not requested again, since the second failure would cost
 * as much as the first. A service that has answered before is given up at the second failure in a row, since the first
 * may concern one resource only. It is given up at once after a decisive failure: a hang, a refused token or proxy, a
 * rate limit.
 */
export type CircuitBreaker = {
  /** Returns why it failed; undefined while it may be requested. */
  readonly toFailure: (service: Service) => string | undefined
  readonly hasAnswered: (service: Service) => boolean
  /** Notes a failure. `cause` is never empty, and the first cause stays. */
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
    // A request after an earlier failure that succeeds shows that the service is available again.
    answer: service => {
      answered.add(service)
      failures.delete(service)
      suspected.delete(service)
    },
  }
}

/** The time that a step may lose to failing services, in milliseconds. */
export type LossLimits = {
  /** The total. Time that several services lose simultaneously counts once. */
  readonly total: number
  /** The deadline of a service that was not requested before, even if the total is used up. */
  readonly atLeast: number
  /** The same for a service that has answered in this step: it is more likely slow than unavailable. */
  readonly atLeastOnceAnswered: number
}

/** Counts the time of failed exchanges, by a monotonic clock. */
export type LossAccount = {
  /** Returns the remaining deadline of `millis`. */
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
