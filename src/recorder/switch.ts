import { type Environment, readInput } from '../io/env.ts'

const OFF = ['false', 'off', '0', 'no']

/**
 * Whether the recorder is switched off for this job. `if:` on a step does not stop its pre and post
 * (actions/runner src/Runner.Worker/ActionManager.cs, PreStepTracker), so an input and a variable do. An empty
 * PIPELINE_TRACE means on: `${{ vars.PIPELINE_TRACE }}` of an unset variable is empty.
 */
export const isOff = (environment: Environment): boolean =>
  OFF.includes(readInput(environment, 'enabled').toLowerCase()) ||
  OFF.includes((environment['PIPELINE_TRACE'] ?? '').trim().toLowerCase())
