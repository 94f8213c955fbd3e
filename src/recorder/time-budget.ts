import { BUDGETS } from '../core/budgets.ts'
import { type Environment, readInput } from '../io/env.ts'

/**
 * Reads input `time-budget` in milliseconds; its default where it is invalid. `readInputs` reports the invalid value.
 */
export const readTimeBudget = (environment: Environment): number => {
  const given = readInput(environment, 'time-budget')
  const seconds = /^\d{1,6}$/.test(given) ? Number(given) : 0
  return seconds >= 1 && seconds <= 300 ? 1_000 * seconds : BUDGETS.postTotal
}
