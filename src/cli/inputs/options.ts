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
    const [, unknown] = /^Unknown option '(--?[\w-]{1,60})'/.exec(words) ?? []
    const known = [...Object.keys(options), 'help'].map(name => `--${name}`)
    throw usage(unknown === undefined ? words : `unknown option ${unknown}${didYouMean(unknown, known)}`, command)
  }
}

const HELP_OPTION = { help: { type: 'boolean', short: 'h' } } as const

/** An option as it is parsed and as `--help` lists it: `value` names what it takes, `help` says what it does. */
export type CommandOption = {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  readonly multiple?: boolean
  readonly value?: string
  readonly help: string
}

const LINE = 120
const INDENT = 27

/** Returns the lines of `--help` for options, in the order of the table: the name and what it takes, then what it does. */
export const describeOptions = (options: Readonly<Record<string, CommandOption>>): string =>
  describeEntries(
    Object.entries(options).map(([name, { short, value, help }]) => [
      `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
      help,
    ]),
  )

/** Returns two columns: names, and their meanings, wrapped at the width of a line. */
const describeEntries = (entries: readonly (readonly [name: string, meaning: string])[]): string =>
  entries
    .flatMap(([name, meaning]) => {
      const [first = '', ...more] = wrap(meaning, LINE - INDENT)
      const left = `  ${name}`
      const rest = more.map(line => `${' '.repeat(INDENT)}${line}`)
      return left.length >= INDENT
        ? [left, `${' '.repeat(INDENT)}${first}`, ...rest]
        : [`${left.padEnd(INDENT)}${first}`, ...rest]
    })
    .join('\n')

const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

export const isWhole = (value: string | undefined, min: number, max: number): boolean =>
  value === undefined || (/^\d{1,6}$/.test(value) && Number(value) >= min && Number(value) <= max)
