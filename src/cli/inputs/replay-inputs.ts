import type { Environment } from '../../io/env.ts'
import { API_OPTIONS, type Api, readApi } from './online-inputs.ts'
import { parseOptions, usage } from './options.ts'
import { readSourceOperands, type SourceOperand } from './source-operands.ts'

export type ReplayCommand = {
  readonly name: 'replay'
  readonly source: SourceOperand
  /** Undefined with `--offline`: nothing is requested. */
  readonly api: Api | undefined
  /** Undefined: the output decides the format. */
  readonly format: ReplayFormat | undefined
  /** Undefined for standard output. */
  readonly output: string | undefined
  readonly quiet: boolean
}

/** Reads the arguments of `replay`; undefined for `--help`. @throws TraceError USAGE naming everything that is wrong. */
export const readReplayCommand = (args: readonly string[], environment: Environment): ReplayCommand | undefined => {
  const { values, positionals } = parseOptions('replay', args, REPLAY_OPTIONS)
  if (values.help === true) return undefined
  const { format, output, offline } = values
  const { wrong: wrongSources, sources } = readSourceOperands(positionals, values, environment)
  const { wrong: wrongApi, api } = offline === true ? { wrong: [], api: undefined } : readApi(values, environment)
  const [source, ...more] = sources
  const wrong = [
    ...new Set([...wrongSources, ...wrongApi]),
    ...((source !== undefined && more.length === 0) || wrongSources.length > 0
      ? []
      : [`replay is about one run, and ${sources.length} are named`]),
    ...(isFormat(format) ? [] : ['--format is text, markdown or json']),
    ...(output === '' ? ['-o names a file, or - for standard output'] : []),
  ]
  if (source === undefined || wrong.length > 0 || !isFormat(format)) throw usage(wrong.join('; '), 'replay')
  return {
    name: 'replay',
    source,
    api,
    format,
    output: output === '-' ? undefined : output,
    quiet: values.quiet === true,
  }
}

export const REPLAY_OPTIONS = {
  format: {
    type: 'string',
    value: 'text|markdown|json',
    help: 'text by default on a terminal, markdown in a file or a pipe',
  },
  output: { type: 'string', short: 'o', value: 'FILE', help: 'write the answer there; - is standard output' },
  offline: { type: 'boolean', help: 'request nothing: what has changed since the run is left out' },
  ...API_OPTIONS,
  quiet: { type: 'boolean', help: 'no progress on standard error' },
} as const

const FORMATS = ['text', 'markdown', 'json'] as const
export type ReplayFormat = (typeof FORMATS)[number]

const isFormat = (value: string | undefined): value is ReplayFormat | undefined =>
  value === undefined || FORMATS.some(format => format === value)
