import { getInput } from '@actions/core'

/** Lines of an input, without blanks and empty ones (actions/cache src/utils/actionUtils.ts getInputAsArray). */
export const readLines = (name: string, required = false): string[] =>
  getInput(name, { required })
    .split('\n')
    .map(line => line.replace(/^!\s+/, '!').trim())
    .filter(line => line !== '')

/** Whether an input says `true`. */
export const isTrue = (name: string): boolean => getInput(name).toLowerCase() === 'true'
