import { LIMITS } from '../../core/limits.ts'
/** One entry of a Worker log: the text after time, level and source, including further lines. */
export type WorkerEntry = { readonly source: string; readonly text: string }

/** The sources with facts about the job: a log has a hundred others, with up to a million entries. */
const SOURCES: ReadonlySet<string> = new Set(['Worker', 'StepsRunner', 'ExecutionContext'])

/**
 * Reads the entries of `_diag/Worker_*.log`: `[2026-08-06 18:23:45Z INFO StepsRunner] text`, with further lines
 * unchanged (actions/runner src/Runner.Common/HostTraceListener.cs). Lines before the first entry, and entries of other
 * sources, are left out. The text is not split into lines, since it may have millions.
 */
export const workerEntries = (text: string): readonly WorkerEntry[] => {
  const entries: WorkerEntry[] = []
  let open: { readonly source: string; readonly from: number } | undefined
  const close = (end: number): void => {
    if (open === undefined || !SOURCES.has(open.source)) return
    const own = text.slice(open.from, Math.min(end, open.from + LIMITS.workerLogEntry))
    entries.push({ source: open.source, text: withoutReturns(own) })
  }
  for (let at = text.startsWith('[') ? 0 : nextStart(text, 0); at !== -1; at = nextStart(text, at)) {
    const head = HEAD.exec(text.slice(at, at + MAX_HEAD))
    if (head?.[1] === undefined) continue
    close(at - 1)
    open = { source: head[1], from: at + head[0].length }
  }
  close(text.length)
  return entries
}

/** Returns the position of the next line that may begin an entry. */
const nextStart = (text: string, from: number): number => {
  const at = text.indexOf('\n[', from)
  return at === -1 ? -1 : at + 1
}

const withoutReturns = (text: string): string =>
  text.includes('\r') ? text.replaceAll('\r\n', '\n').replace(/\r$/, '') : text

const MAX_HEAD = 160
const HEAD = /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ (?:CRIT|ERR |WARN|INFO|VERB) (\w{1,100})\] /
