import type { ErrorLine } from '../../model/failure.ts'
import { type LogLine, withoutColours } from '../lines/log-line.ts'
import { type Located, type LogStep, locate } from '../steps/log-step.ts'
import type { LineReader } from './line-reader.ts'

/** Kept of one log: the last lines, and of one mark in one step only so many, since one word can fill a log. */
const MAX_LINES = 200
const MAX_OF_MARK = 20
const MAX_TEXT = 300
/** A cut line keeps so much before its mark. */
const BEFORE_MARK = 120

/**
 * Words that a line must have to be looked at by the rules of failures (src/findings/failure/failure-rules.ts). They are
 * plain texts with alternatives: one pass over a line, nothing to go back to.
 */
const MARKS =
  /##\[error\]|no space left|enospc|disk quota|not enough space|out of memory|outofmemory|oomkilled|oom-kill|cannot allocate memory|bad_alloc|memoryerror|killed|sigkill|137|daemon disappeared|too many open files|emfile|could not resolve|couldn't resolve|could not be resolved|failed to resolve|name resolution|name or service not known|nodename nor servname|no such host|enotfound|eai_again|dns error|econnreset|connection reset|etimedout|timed out|connect timeout|i\/o timeout|tls handshake|econnrefused|connection refused|couldn't connect|could not connect|failed to connect|certificate|ssl_error|gnutls|too many requests|toomanyrequests|rate limit|returned error: |status code 5|bad gateway|service unavailable|gateway time|manifest unknown|manifest for |pull access denied|docker pull|pod failed|npm err|no matching distribution|could not find a version|resolutionimpossible|no solution found|error while fetching|failed to download|failed to fetch|failed to select a version|could not transfer|unable to locate package|unable to fetch|hash sum mismatch|checksum mismatch|could not fetch|unable to load the service index|reading https:|remote ref|hung up|early eof|unable to access|credentials|not authorized|unauthorized|access denied|accessdenied|access forbidden|forbidden|permission|expiredtoken|not accessible by|authentication failed|could not read username|id_token|aadsts|denied|ruleset|rule violations|protected branch|gh006|gh013|artifact|no files were found|cache entry|cache service|not supplied|template is not valid|named-value|unable to resolve action|action\.yml|workflow file|deprecated version|failed|failing|fails |failure|--- fail|fail |fail\t|could not find gem|sigint|sigterm|canceled|cancelled|command not found|no such file/i

/** The alternatives as the texts that they match. */
const WORDS: readonly string[] = MARKS.source
  .split('|')
  .map(word => word.replaceAll('\\t', '\t').replaceAll(/\\([[\]/.])/g, '$1'))

/** Commands that fail nothing. */
const MILD = /^##\[(?:warning|notice|debug)\]/

/** The last lines that may say why the job failed, in the order of their lines. */
export const createErrorLineReader = (): LineReader<ErrorLine> => {
  let earlier: readonly Located<ErrorLine>[] = []
  /** Of the step that is read now: the last lines of each mark. */
  const ofMark = new Map<string, Located<ErrorLine>[]>()
  let last: LogStep | undefined

  const all = (): readonly Located<ErrorLine>[] =>
    [...earlier, ...[...ofMark.values()].flat().sort((one, other) => one.line - other.line)].slice(-MAX_LINES)

  const begin = (step: LogStep): void => {
    last = step
    if (ofMark.size > 0) earlier = all()
    ofMark.clear()
  }

  const read = (line: LogLine, step: LogStep): void => {
    // Set up job and what follows it up to the first step are one.
    if (step !== last && !(step.title === '' && last?.title === '')) begin(step)
    const text = withoutColours(line.text)
    const mark = MARKS.exec(text)
    if (mark === null || MILD.test(text)) return
    const word = mark[0].toLowerCase()
    const same = ofMark.get(word) ?? []
    if (same.length >= MAX_OF_MARK) same.shift()
    same.push(locate(toErrorLine(text, mark.index, line, step), line, step))
    ofMark.set(word, same)
  }

  return {
    words: WORDS,
    steps: ['set-up', 'prepare', 'action', 'script', 'post'],
    read,
    located: all,
    isCut: () => false,
  }
}

const toErrorLine = (text: string, mark: number, { number, time }: LogLine, { title }: LogStep): ErrorLine => ({
  line: number,
  text: cutAround(text, mark),
  ...(time === undefined ? {} : { time }),
  ...(title === '' ? {} : { step: title }),
})

/** What would move a terminal's cursor, or hide and reorder text, becomes a space. */
const cutAround = (text: string, mark: number): string => {
  const start = text.length <= MAX_TEXT || text.startsWith('##[error]') ? 0 : Math.max(0, mark - BEFORE_MARK)
  return text
    .slice(start, start + MAX_TEXT)
    .replace(CONTROL, ' ')
    .trim()
}

const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu
