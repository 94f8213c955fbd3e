import { execFileSync } from 'node:child_process'

let found: readonly string[] | undefined

/**
 * What stands between the lab and the process of a step, so that `$PPID` of a step is not the lab: `kill $PPID` then ends
 * the step, as it ends no more than the worker of a runner. GNU `timeout` without a limit hands signals on to the process
 * alone, adds nothing to its environment and ends as it ends. Elsewhere there is nothing in between.
 */
export const findShield = (): readonly string[] => {
  found ??= isGnuTimeout() ? ['timeout', '--foreground', '0'] : []
  return found
}

const isGnuTimeout = (): boolean => {
  try {
    return execFileSync('timeout', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).includes(
      'GNU coreutils',
    )
  } catch {
    return false
  }
}
