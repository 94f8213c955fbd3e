import { LIMITS } from '../core/limits.ts'
import { parseJson, readRunnerFile } from '../io/runner-file.ts'
import { type Fact, gapFrom, type Reading } from '../schema/values/fact.ts'

export type RunnerConfigFacts = { readonly group?: Fact<string>; readonly name?: Fact<string> }

/**
 * Reads group and name of the runner from `<root>/.runner`: PoolName is the runner's group (actions/runner
 * src/Runner.Common/ConfigurationStore.cs). Windows writes the file with a byte order mark, and the case of keys
 * differs between versions. No other key is read, and the credential files beside it are never opened.
 */
export const readRunnerConfig = async (root: string): Promise<Reading<RunnerConfigFacts>> => {
  const file = await readRunnerFile(`${root}/.runner`, LIMITS.runnerConfig)
  if (file.kind === 'unread') return { value: {}, gaps: [gap('runner.group', file.reason)] }
  const config = parseJson(file.text)
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    return { value: {}, gaps: [gap('runner.group', 'malformed')] }
  const group = textAt(config, 'poolname')
  const name = textAt(config, 'agentname')
  return {
    value: {
      group: group === undefined ? undefined : { value: group, source: 'runner' },
      name: name === undefined ? undefined : { value: name, source: 'runner' },
    },
    gaps: group === undefined ? [gap('runner.group', 'not-provided')] : [],
  }
}

const textAt = (config: object, lowerCaseKey: string): string | undefined => {
  const value = Object.entries(config).find(([key]) => key.toLowerCase() === lowerCaseKey)?.[1]
  return typeof value === 'string' && value !== '' && value.length <= 1_024 ? value : undefined
}

const gap = gapFrom('runner')
