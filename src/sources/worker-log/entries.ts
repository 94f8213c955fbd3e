/** One entry of a Worker log: what stands after the time, level and source, further lines included. */
export type WorkerEntry = { readonly source: string; readonly text: string }

/** An entry over this many lines (a job message holds the whole event) is cut, and then is no valid JSON any more. */
const MAX_LINES = 400_000

/**
 * Entries of `_diag/Worker_*.log`: `[2026-08-06 18:23:45Z INFO StepsRunner] text`, with further lines as they are
 * (actions/runner src/Runner.Common/HostTraceListener.cs). Lines before the first entry are left out.
 */
export const workerEntries = (text: string): readonly WorkerEntry[] => {
  const entries: { source: string; lines: string[] }[] = []
  for (const line of text.split('\n')) {
    const clean = line.endsWith('\r') ? line.slice(0, -1) : line
    const head = headOf(clean)
    const current = entries.at(-1)
    if (head !== undefined) entries.push({ source: head.source, lines: [head.text] })
    else if (current !== undefined && current.lines.length < MAX_LINES) current.lines.push(clean)
  }
  return entries.map(({ source, lines }) => ({ source, text: lines.join('\n') }))
}

const HEAD = /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ (?:CRIT|ERR |WARN|INFO|VERB) (\w{1,100})\] /

const headOf = (line: string): WorkerEntry | undefined => {
  const match = line.startsWith('[') ? HEAD.exec(line) : null
  return match?.[1] === undefined ? undefined : { source: match[1], text: line.slice(match[0].length) }
}
