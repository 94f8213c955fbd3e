import type { ErrorLine } from '../model/failure.ts'
import { logLines } from './job-log/log-lines.ts'
import { createStretches, type Output } from './log-stretch.ts'

/** Kept of one log: the last lines, and of one mark in one stretch only so many, since one word can fill a log. */
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

/** Commands that fail nothing. */
const MILD = /^##\[(?:warning|notice|debug)\]/

/** Reads lines one by one; the last ones that may say why the job failed are kept. */
export const createErrorLines = (): {
  readonly read: (raw: string) => void
  readonly lines: () => readonly ErrorLine[]
} => {
  const stretches = createStretches()
  let earlier: readonly ErrorLine[] = []
  /** Of the stretch that is read now: the last lines of each mark. */
  const ofMark = new Map<string, ErrorLine[]>()

  const all = (): readonly ErrorLine[] =>
    [...earlier, ...[...ofMark.values()].flat().sort((a, b) => a.line - b.line)].slice(-MAX_LINES)

  const keep = ({ line, text, time, step }: Output, mark: string, index: number): void => {
    const same = ofMark.get(mark) ?? []
    if (same.length >= MAX_OF_MARK) same.shift()
    same.push({
      line,
      text: cut(text, index),
      ...(time === undefined ? {} : { time }),
      ...(step === undefined ? {} : { step }),
    })
    ofMark.set(mark, same)
  }

  const read = (raw: string): void => {
    const output = stretches.next(raw)
    if (output === 'head') return
    if (output === 'begin') {
      if (ofMark.size > 0) earlier = all()
      ofMark.clear()
      return
    }
    const mark = MARKS.exec(output.text)
    if (mark !== null && !MILD.test(output.text)) keep(output, mark[0].toLowerCase(), mark.index)
  }

  return { read, lines: all }
}

/** The lines of a whole log, which comes in chunks of bytes. */
export const readErrorLines = async (
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<readonly ErrorLine[]> => {
  const reader = createErrorLines()
  for await (const line of logLines(chunks)) reader.read(line)
  return reader.lines()
}

/** The same of a log that is in memory as a text. */
export const errorLinesOf = (text: string): readonly ErrorLine[] => {
  const reader = createErrorLines()
  for (const line of text.split('\n')) reader.read(line)
  return reader.lines()
}

/** What would move a terminal's cursor, or hide and reorder text, becomes a space. */
const cut = (text: string, mark: number): string => {
  const start = text.length <= MAX_TEXT || text.startsWith('##[error]') ? 0 : Math.max(0, mark - BEFORE_MARK)
  return text
    .slice(start, start + MAX_TEXT)
    .replace(CONTROL, ' ')
    .trim()
}

const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu
