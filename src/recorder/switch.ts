import { type Environment, readInput } from '../io/env.ts'

const OFF = ['false', 'off', '0', 'no']

/**
 * Whether the recorder is off for this job. An input and a variable control it, because `if:` on a step does not stop
 * its pre and post (actions/runner src/Runner.Worker/ActionManager.cs, PreStepTracker). An empty PIPELINE_TRACE means
 * on: `${{ vars.PIPELINE_TRACE }}` of an unset variable is empty.
 */
export const isOff = (environment: Environment): boolean =>
  OFF.includes(readInput(environment, 'enabled').toLowerCase()) ||
  OFF.includes((environment['PIPELINE_TRACE'] ?? '').trim().toLowerCase())
