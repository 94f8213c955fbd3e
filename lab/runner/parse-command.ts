/** The properties of an annotation (file, line, title) are not used: they do not go into the log. */
export type Command = {
  readonly name: string
  readonly data: string
  readonly properties: ReadonlyMap<string, string>
}

const COMMANDS = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
])

export const isCommand = (name: string): boolean => COMMANDS.has(name)

/** `::name key=value,key=value::data` at the start of a line, or `##[name key=value;]data` anywhere in it. */
export const parseCommand = (line: string): Command | undefined => {
  const trimmed = line.trimStart()
  if (trimmed.startsWith('::')) {
    const end = trimmed.indexOf('::', 2)
    if (end > 0) return readCommand(trimmed.slice(2, end), ',', trimmed.slice(end + 2), UNESCAPED)
  }
  const start = line.indexOf('##[')
  const close = line.indexOf(']', start)
  return start >= 0 && close > 0
    ? readCommand(line.slice(start + 3, close), ';', line.slice(close + 1), UNESCAPED_OLD)
    : undefined
}

const readCommand = (head: string, separator: string, data: string, escapes: Escapes): Command | undefined => {
  const [written = '', ...rest] = head.trim().split(' ')
  const name = written.toLowerCase()
  if (!COMMANDS.has(name)) return undefined
  const properties = new Map(
    rest
      .join(' ')
      .trim()
      .split(separator)
      .map(pair => pair.split('='))
      .filter(([key, ...value]) => key !== '' && value.length > 0)
      .map(([key = '', ...value]) => [key.toLowerCase(), unescapeAll(value.join('='), escapes.property)]),
  )
  return { name, data: unescapeAll(data, escapes.data), properties }
}

type Replacements = readonly (readonly [escaped: string, text: string])[]
type Escapes = { readonly data: Replacements; readonly property: Replacements }

/** Both forms of a command (src/Runner.Common/ActionCommand.cs); `%25` comes last. */
const UNESCAPED: Escapes = {
  data: [
    ['%0D', '\r'],
    ['%0A', '\n'],
    ['%25', '%'],
  ],
  property: [
    ['%0D', '\r'],
    ['%0A', '\n'],
    ['%3A', ':'],
    ['%2C', ','],
    ['%25', '%'],
  ],
}
const OLD: Replacements = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
]
const UNESCAPED_OLD: Escapes = { data: OLD, property: OLD }

const unescapeAll = (text: string, replacements: Replacements): string =>
  replacements.reduce((read, [escaped, plain]) => read.replaceAll(escaped, plain), text)
