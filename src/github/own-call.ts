import { TraceError } from '../core/error.ts'
import type { OwnCall } from '../schema/job/build-facts.ts'

/** Measures one call of the recorder to a service of GitHub, until its end. */
export type CallTimer = {
  readonly answered: (at?: number) => void
  /** Notes a status that is no success. */
  readonly refused: (at?: number) => void
  readonly failed: (error: unknown) => void
  /** Returns the result; a call that has not ended has no answer yet. */
  readonly soFar: () => OwnCall
}

/** `began` and `at` are readings of the same clock, in epoch milliseconds. */
export const startCall = (
  service: OwnCall['service'],
  operation: string,
  began: number,
  now: () => number,
): CallTimer => {
  let ended: OwnCall | undefined
  const make = (outcome: OwnCall['outcome'], at = now()): OwnCall => ({
    service,
    operation,
    // A clock that was set back during the call gives no measurement.
    durationMs: Math.max(0, Math.round(at - began)),
    outcome,
  })
  const end = (outcome: OwnCall['outcome'], at?: number): void => {
    ended ??= make(outcome, at)
  }
  return {
    answered: at => end('answered', at),
    refused: at => end('refused', at),
    failed: error => end(toOutcome(error)),
    soFar: () => ended ?? make('no-answer'),
  }
}

const toOutcome = (error: unknown): OwnCall['outcome'] => {
  if (!(error instanceof TraceError)) return 'no-answer'
  switch (error.code) {
    case 'PERMISSION':
      return 'refused'
    // A complete but unusable answer came.
    case 'NOT_JSON':
    case 'TOO_LARGE':
      return 'answered'
    // An error without a cause has the status of an answer (src/io/http/http-client.ts).
    case 'HTTP':
      return error.cause === undefined ? 'refused' : 'no-answer'
    default:
      return 'no-answer'
  }
}
