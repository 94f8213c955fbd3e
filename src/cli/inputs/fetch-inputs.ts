import type { Environment } from '../../io/env.ts'
import { ONLINE_OPTIONS, type Online, readOnline } from './online-inputs.ts'
import { parseOptions, usage } from './options.ts'

export type FetchCommand = {
  readonly name: 'fetch'
  readonly online: Online
  readonly folder: string
  readonly force: boolean
  readonly quiet: boolean
}

/** Reads the arguments of `fetch`; undefined for `--help`. @throws TraceError USAGE naming everything that is wrong. */
export const readFetchCommand = (args: readonly string[], environment: Environment): FetchCommand | undefined => {
  const { values, positionals } = parseOptions('fetch', args, FETCH_OPTIONS)
  if (values.help === true) return undefined
  const { output = '' } = values
  const { wrong, online } = readOnline(positionals, values, environment)
  const all = [...wrong, ...(output === '' || output === '-' ? ['-o names the folder to write'] : [])]
  if (online === undefined || all.length > 0) throw usage(all.join('; '), 'fetch')
  return { name: 'fetch', online, folder: output, force: values.force === true, quiet: values.quiet === true }
}

export const FETCH_OPTIONS = {
  output: { type: 'string', short: 'o', value: 'FOLDER', help: 'a new or empty folder' },
  force: { type: 'boolean', help: 'write into a folder that holds something' },
  ...ONLINE_OPTIONS,
} as const
