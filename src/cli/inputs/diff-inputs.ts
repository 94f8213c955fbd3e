import type { Environment } from '../../io/env.ts'
import { API_OPTIONS } from './online-inputs.ts'
import { parseOptions, usage } from './options.ts'
import { readSourceOperands, type SourceOperand } from './source-operands.ts'

export type DiffCommand = {
  readonly name: 'diff'
  readonly before: SourceOperand
  readonly after: SourceOperand
  /** Undefined for the roots that come with the program. */
  readonly trustedRoot: string | undefined
  /** Undefined: the output decides the format. */
  readonly format: DiffFormat | undefined
  /** Undefined for standard output. */
  readonly output: string | undefined
  readonly quiet: boolean
}

/** Reads the arguments of `diff`; undefined for `--help`. @throws TraceError USAGE naming everything that is wrong. */
export const readDiffCommand = (args: readonly string[], environment: Environment): DiffCommand | undefined => {
  const { values, positionals } = parseOptions('diff', args, DIFF_OPTIONS)
  if (values.help === true) return undefined
  const { format, output } = values
  const { wrong: wrongSources, sources } = readSourceOperands(positionals, values, environment)
  const [before, after, ...more] = sources
  const hasTwo = before !== undefined && after !== undefined && more.length === 0
  const wrong = [
    ...wrongSources,
    ...(hasTwo || wrongSources.length > 0 ? [] : [`diff compares two runs, and ${sources.length} are named`]),
    ...(isFormat(format) ? [] : ['--format is text, markdown or json']),
    ...(output === '' ? ['-o names a file, or - for standard output'] : []),
  ]
  if (before === undefined || after === undefined || wrong.length > 0 || !isFormat(format))
    throw usage(wrong.join('; '), 'diff')
  return {
    name: 'diff',
    before,
    after,
    trustedRoot: values['trusted-root'],
    format,
    output: output === '-' ? undefined : output,
    quiet: values.quiet === true,
  }
}

export const DIFF_OPTIONS = {
  format: {
    type: 'string',
    value: 'text|markdown|json',
    help: 'text by default on a terminal, markdown in a file or a pipe',
  },
  output: { type: 'string', short: 'o', value: 'FILE', help: 'write the comparison there; - is standard output' },
  'trusted-root': {
    type: 'string',
    value: 'FILE',
    help: 'Sigstore trusted root for the signatures of run artifacts; without it: the roots that come with this program',
  },
  offline: { type: 'boolean', help: 'request nothing: both runs are folders or files' },
  ...API_OPTIONS,
  quiet: { type: 'boolean', help: 'no progress on standard error' },
} as const

const FORMATS = ['text', 'markdown', 'json'] as const
export type DiffFormat = (typeof FORMATS)[number]

const isFormat = (value: string | undefined): value is DiffFormat | undefined =>
  value === undefined || FORMATS.some(format => format === value)
