import type { Canceller, FailureClass } from '../../../schema/run/failure.ts'
import type { OwnerClass } from '../../../schema/values/owner-class.ts'
import { type LogLine, parseLogLine, withoutColours } from '../../lines/log-line.ts'
import type { LinesBefore } from '../../lines/scan-lines.ts'
import { toTextView } from '../../lines/text-view.ts'
import { buildWordTable, type LinePatterns, type WordTable } from '../../lines/word-table.ts'
import { type Located, type LogStep, locate } from '../../steps/log-step.ts'
import type { LineReader } from '../line-reader.ts'
import type { FailureRule, RecoveryRule } from './failure-rule.ts'
import { isListedTest, isPrintedSource } from './printed-source.ts'
import { LINE_RULES, type LineRule } from './rules.ts'

/** The contribution of one line to the failure of its step: a sign, an error or a recovery. */
export type FailureFact =
  /**
   * A line that the runner or an action marked as an error. Its text comes from the run and must never enter a
   * document.
   */
  | { readonly kind: 'error'; readonly text: string }
  | {
      readonly kind: 'sign'
      readonly rule: string
      readonly class: FailureClass
      readonly role: FailureRule['role']
      readonly family: string
      readonly owner?: OwnerClass
      readonly by?: Canceller
      readonly isRequest?: true
      /** Fixed text of the rule. */
      readonly quote: string
      /** True if the line is marked as an error. */
      readonly isError: boolean
      /** The line itself. It is text of the run and must never enter a document. */
      readonly text: string
    }
  | { readonly kind: 'recovery'; readonly rule: string; readonly role: RecoveryRule['role']; readonly family: string }

export type FailureSign = Extract<FailureFact, { readonly kind: 'sign' }>

const ERROR = '##[error]'
/** The error command as a program prints it when no runner reads it. Rules read the text after it. */
const ERROR_COMMAND = '::error'
const MAX_TEXT = 600
const MAX_ERROR_TEXT = 1_000
/**
 * Number of lines kept of one rule in one step, at each end: the first lines name the cause, the last ones ended the
 * step.
 */
const KEPT_AT_EACH_END = 8
/** Number of lines kept of a step without an error: it passed, or its end is missing from the log. */
const KEPT_WITHOUT_ERROR = 40
const MAX_STEPS = 1_000

/** Reads signs of failures, errors and recoveries of each step. */
export const createFailureReader = (): LineReader<FailureFact> => {
  const closed: Located<FailureFact>[] = []
  let open = createKept()
  let last: LogStep | undefined
  let steps = 0
  let isCut = false

  const close = (): void => {
    const found = open.all()
    const hasFailed = found.some(({ value }) => value.kind === 'error')
    const kept = hasFailed ? found : found.slice(-KEPT_WITHOUT_ERROR)
    if (kept.length > 0) steps += 1
    if (steps > MAX_STEPS) isCut = true
    else closed.push(...kept)
    open = createKept()
  }

  const read = (line: LogLine, step: LogStep, before: LinesBefore): void => {
    if (step !== last) close()
    last = step
    const plain = withoutColours(line.text)
    const isError = plain.startsWith(ERROR)
    if (isError)
      open.add('error', locate({ kind: 'error', text: plain.slice(ERROR.length, MAX_ERROR_TEXT) }, line, step))
    if (plain.startsWith('##[') && !isError && !plain.startsWith('##[warning]')) return
    const isMild = plain.startsWith('##[warning]')
    const text = toRuleText(plain)
    const rules = rulesFor(text)
    const recovery = rules.find((rule): rule is RecoveryRule => isRecovery(rule) && rule.pattern.test(text))
    if (recovery !== undefined) {
      const { id, role, family } = recovery
      open.add(id, locate({ kind: 'recovery', rule: id, role, family }, line, step))
    }
    if (isMild || isCommand(plain) || (!isError && isPrintedSource(plain, previousText(before)))) return
    const isListed = isListedTest(text)
    const rule = rules.find(
      (one): one is FailureRule =>
        !isRecovery(one) &&
        (one.onError !== true || isError) &&
        (one.in === undefined || one.in.includes(step.kind)) &&
        (!isListed || one.class === 'test') &&
        !(one.family === 'network' && isLoopback(text)) &&
        one.pattern.test(text),
    )
    if (rule !== undefined) open.add(rule.id, locate(toSign(rule, text, plain, isError), line, step))
  }

  return {
    ...ALL_PATTERNS,
    steps: ['set-up', 'prepare', 'action', 'script', 'post'],
    read,
    located: () => {
      close()
      return closed
    },
    isCut: () => isCut,
  }
}

/**
 * Reads the message of an annotation by the first matching rule for the runner's or GitHub's own messages. An
 * annotation names no line and no step.
 */
export const readFailureMessage = (message: string): FailureSign | undefined => {
  const text = toRuleText(message)
  const rule = rulesFor(text).find(
    (one): one is FailureRule => !isRecovery(one) && one.in === undefined && one.pattern.test(text),
  )
  return rule === undefined ? undefined : toSign(rule, text, message, true)
}

/**
 * Returns the text for the rules: lower case, without error marks and without the frame of a program that ran others.
 */
const toRuleText = (plain: string): string =>
  plain.replace(MARK, '').slice(0, MAX_TEXT).replace(FRAME, '').trim().toLowerCase()

/**
 * The prefix that BuildKit writes before each line of a build step and of the summary of a failed one (moby/buildkit
 * util/progress/progressui/display.go). docker compose writes one for a container, turbo and pnpm for a package, and
 * act too.
 */
const FRAME =
  /^(?:#\d{1,5} (?:\d{1,6}\.\d{1,3} )?|\d{1,6}\.\d{2,3} (?=\S)|[\w.-]{1,60}-\d{1,3} {1,30}\| |@?[\w./-]{1,100}:[a-z][\w:.-]{0,60}: (?=\S)|[@\w.-]{1,60}\/[\w./-]{1,60} [a-z][\w:.-]{0,60}: (?=\S))/i

/** Returns the rules with a word in the text, in their own order. */
const rulesFor = (text: string): readonly LineRule[] => {
  const { find, found, count } = ruleTable()
  const { bytes } = RULE_TEXT
  const end = bytes.write(text.replaceAll('\n', ' '), 0, bytes.length - 1)
  bytes[end] = NEWLINE
  find(RULE_TEXT, 0, end)
  return [...found.slice(0, count()).sort()].flatMap(index => LINE_RULES[index] ?? [])
}

/**
 * Returns true for an address of the machine itself. It is no service: the job started the program that does not answer
 * there.
 */
const isLoopback = (text: string): boolean => LOOPBACK.test(text)
const LOOPBACK = /\b(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|0\.0\.0\.0)\b|\[::1?\]|(?:^|[\s"'(])::1(?:$|[\s:"')])/

/** The rules by their words. The table is built at the first line that needs it. */
let table: WordTable | undefined
const ruleTable = (): WordTable => {
  table ??= buildWordTable(LINE_RULES.map(toPatterns))
  return table
}

/** Buffer for the beginning of a message; the rest of a longer message is not read. */
const RULE_TEXT = toTextView(Buffer.alloc(4 * MAX_TEXT + 1))
const NEWLINE = 0x0a

/** Converts words to patterns. A word that begins with `^` stands at the beginning of a line. */
const toPatterns = ({ words }: Pick<FailureRule, 'words'>): Required<LinePatterns> => ({
  words: words.filter(word => !word.startsWith('^')),
  prefixes: words.filter(word => word.startsWith('^')).map(word => word.slice(1)),
})

const ALL_PATTERNS: LinePatterns = {
  words: LINE_RULES.flatMap(rule => toPatterns(rule).words),
  prefixes: [ERROR, ERROR_COMMAND, ...LINE_RULES.flatMap(rule => toPatterns(rule).prefixes)],
}

const isRecovery = (rule: FailureRule | RecoveryRule): rule is RecoveryRule =>
  rule.role === 'retry' || rule.role === 'success'

const MARK = /^(?:##\[(?:error|warning)\]|\[error\]|::error(?: [^:]{0,300})?::)/

/** Returns true for a command that is shown before it runs: `+ curl …` of `set -x`, `[command]…`. */
const isCommand = (text: string): boolean => /^(?:\+{1,6} |\[command\]|##\[command\]|\$ )/.test(text)

const previousText = (before: LinesBefore): string | undefined => {
  const raw = before.raw()
  return raw === undefined ? undefined : withoutColours(parseLogLine(raw, 0).text)
}

const toSign = (rule: FailureRule, text: string, plain: string, isError: boolean): FailureSign => ({
  kind: 'sign',
  rule: rule.id,
  class: rule.class,
  role: rule.role,
  family: rule.family,
  owner: rule.owner,
  by: rule.by,
  isRequest: rule.isRequest,
  quote: toQuote(rule, text),
  isError,
  text: plain.replace(MARK, '').trim().slice(0, MAX_ERROR_TEXT),
})

const MAX_QUOTE = 120

/** Returns the quote of a rule. Text that a rule accepts is checked once more, because it is text of a run. */
const toQuote = (rule: FailureRule, text: string): string => {
  const said = rule.quote ?? rule.pattern.exec(text)?.groups?.['quote'] ?? rule.id
  return SAFE.test(said) ? said.replace(/ {2,}/g, ' ').slice(0, MAX_QUOTE) : rule.id
}

/**
 * Letters, digits and the few punctuation marks that no terminal, Markdown or HTML interprets where the report quotes
 * them as code.
 */
const SAFE = /^[A-Za-z0-9 .,:;'()/%#=_-]{1,200}$/

type Kept = {
  readonly add: (name: string, found: Located<FailureFact>) => void
  readonly all: () => readonly Located<FailureFact>[]
}

/** Keeps the first and the last facts of each name, so that a frequent line does not displace facts of another name. */
const createKept = (): Kept => {
  const byName = new Map<string, { readonly first: Located<FailureFact>[]; readonly last: Located<FailureFact>[] }>()
  const add = (name: string, found: Located<FailureFact>): void => {
    const kept = byName.get(name) ?? { first: [], last: [] }
    byName.set(name, kept)
    if (kept.first.length < KEPT_AT_EACH_END) kept.first.push(found)
    else {
      if (kept.last.length >= KEPT_AT_EACH_END) kept.last.shift()
      kept.last.push(found)
    }
  }
  const all = (): readonly Located<FailureFact>[] =>
    [...byName.values()].flatMap(({ first, last }) => [...first, ...last]).sort((one, other) => one.line - other.line)
  return { add, all }
}
