import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { TraceError } from '../../core/error.ts'
import { didYouMean } from './did-you-mean.ts'

/** Returns the error for wrong usage of a command: what is wrong, and where its options are listed. */
export const usage = (message: string, command?: string): TraceError =>
  new TraceError('USAGE', message, { hint: `See pipeline-trace ${command === undefined ? '' : `${command} `}--help` })

/**
 * Parses the options and operands of one command. Every command has `--help`.
 * @throws TraceError USAGE for an unknown option, one that is given twice, and one with an empty value.
 */
export const parseOptions = <const T extends ParseArgsOptionsConfig>(
  command: string,
  args: readonly string[],
  options: T,
) => {
  const parsed = parse(command, args, options)
  const wrong = parsed.tokens.flatMap((token, index, tokens) => {
    if (token.kind !== 'option') return []
    const isRepeated =
      options[token.name]?.multiple !== true &&
      tokens.findIndex(other => other.kind === 'option' && other.name === token.name) < index
    return [
      ...(isRepeated ? [`--${token.name} is given twice: give it once`] : []),
      ...(token.value?.trim() === '' ? [`--${token.name} is empty: give it a value or leave it out`] : []),
    ]
  })
  if (wrong.length > 0) throw usage([...new Set(wrong)].join('; '), command)
  return parsed
}

const parse = <const T extends ParseArgsOptionsConfig>(command: string, args: readonly string[], options: T) => {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, tokens: true, options: { ...options, ...HELP_OPTION } })
  } catch (error) {
    const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : undefined
    const words = typeof message === 'string' ? message : 'wrong options'
    const [, unknown] = /^Unknown option '--?([\w-]{1,60})'/.exec(words) ?? []
    const known = [...Object.keys(options), 'help'].map(name => `--${name}`)
    throw usage(
      unknown === undefined ? words : `unknown option --${unknown}${didYouMean(`--${unknown}`, known)}`,
      command,
    )
  }
}

const HELP_OPTION = { help: { type: 'boolean', short: 'h' } } as const

export const isWhole = (value: string | undefined, min: number, max: number): boolean =>
  value === undefined || (/^\d{1,6}$/.test(value) && Number(value) >= min && Number(value) <= max)
