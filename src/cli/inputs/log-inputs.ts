import { parseOptions, usage } from './options.ts'

export type LogCommand = {
  readonly name: 'log'
  readonly file: string
  readonly format: 'text' | 'json'
}

/** Reads the arguments of `log`; undefined for `--help`. @throws TraceError USAGE naming everything that is wrong. */
export const readLogCommand = (args: readonly string[]): LogCommand | undefined => {
  const { values, positionals } = parseOptions('log', args, LOG_OPTIONS)
  if (values.help === true) return undefined
  const { format = 'text' } = values
  const [file, ...more] = positionals
  const wrong = [
    ...(file === undefined || file === '' ? ['name the log of a job'] : []),
    ...(more.length > 0 ? ['name one file'] : []),
    ...(isFormat(format) ? [] : ['--format is text or json']),
  ]
  if (wrong.length > 0 || file === undefined || !isFormat(format)) throw usage(wrong.join('; '), 'log')
  return { name: 'log', file, format }
}

export const LOG_OPTIONS = { format: { type: 'string', value: 'text|json', help: 'text by default' } } as const

const isFormat = (value: string): value is 'text' | 'json' => value === 'text' || value === 'json'
