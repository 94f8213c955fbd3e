import type { Environment } from '../../io/env.ts'
import { ONLINE_OPTIONS, type Online, readOnline, wrongAttempt } from './online-inputs.ts'
import { parseOptions, usage } from './options.ts'

export type ReportCommand = {
  readonly name: 'report'
  readonly from:
    | { readonly kind: 'online'; readonly online: Online }
    | { readonly kind: 'offline'; readonly folder: string; readonly attempt: number | undefined }
  /** Undefined: the output decides the format. */
  readonly format: Format | undefined
  /** Undefined for standard output. */
  readonly output: string | undefined
  readonly quiet: boolean
}

/**
 * Reads the arguments of `report`; undefined for `--help`. @throws TraceError USAGE naming everything that is wrong.
 */
export const readReportCommand = (args: readonly string[], environment: Environment): ReportCommand | undefined => {
  const { values, positionals } = parseOptions('report', args, REPORT_OPTIONS)
  if (values.help === true) return undefined
  const { format, offline, output } = values
  const source = offline === undefined ? readOnline(positionals, values, environment) : readOffline(positionals, values)
  const wrong = [
    ...source.wrong,
    ...(isFormat(format) ? [] : ['--format is text, markdown, json or findings']),
    ...(output === '' ? ['-o names a file, or - for standard output'] : []),
  ]
  const from =
    offline === undefined
      ? source.online && ({ kind: 'online', online: source.online } as const)
      : ({ kind: 'offline', folder: offline, attempt: toNumber(values.attempt) } as const)
  if (wrong.length > 0 || from === undefined || !isFormat(format)) throw usage(wrong.join('; '), 'report')
  return {
    name: 'report',
    from,
    format,
    output: output === '-' ? undefined : output,
    quiet: values.quiet === true,
  }
}

export const REPORT_OPTIONS = {
  offline: {
    type: 'string',
    value: 'FOLDER',
    help: 'read a folder that fetch made, or an unpacked run artifact; nothing is requested',
  },
  format: {
    type: 'string',
    value: 'text|markdown|json|findings',
    help: 'text by default on a terminal, markdown in a file or a pipe',
  },
  output: { type: 'string', short: 'o', value: 'FILE', help: 'write the report there; - is standard output' },
  ...ONLINE_OPTIONS,
} as const

type Values = { readonly [name in 'attempt' | 'api-url' | 'api-budget' | 'offline']?: string | undefined }

const readOffline = (positionals: readonly string[], values: Values) => ({
  online: undefined,
  wrong: [
    ...(positionals.length > 0 ? ['--offline takes the run from its folder: name no other'] : []),
    ...(values.offline === '' ? ['--offline names a folder'] : []),
    ...(['api-url', 'api-budget'] as const)
      .filter(name => values[name] !== undefined)
      .map(name => `--${name} has no use with --offline, which asks nobody`),
    ...wrongAttempt(values.attempt),
  ],
})

const toNumber = (value: string | undefined): number | undefined => (value === undefined ? undefined : Number(value))

const FORMATS = ['text', 'markdown', 'json', 'findings'] as const
export type Format = (typeof FORMATS)[number]

const isFormat = (value: string | undefined): value is Format | undefined =>
  value === undefined || FORMATS.some(format => format === value)
