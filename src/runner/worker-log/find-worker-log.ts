import { LIMITS } from '../../core/limits.ts'
import { readNames } from '../../io/folder-entries.ts'
import { readRunnerFile, toGapReason } from '../../io/runner-file.ts'
import type { GapReason } from '../../schema/values/fact.ts'

export type FoundWorkerLog =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unread'; readonly reason: GapReason }

/** A worker starts a new file each 8 MB (actions/runner src/Runner.Common/HostTraceListener.cs): so many are looked at. */
const MAX_FILES = 24

/**
 * The log of the worker that runs this job: the newest file with `Job ID <backendJobId>` and the files after it, joined.
 * Job ids are not unique for ever on a runner that stays, so the newest counts.
 */
export const findWorkerLog = async (root: string, backendJobId: string): Promise<FoundWorkerLog> => {
  if (!/^[0-9a-fA-F-]{1,64}$/.test(backendJobId)) return { kind: 'unread', reason: 'malformed' }
  const names = await workerLogs(root)
  if (!Array.isArray(names)) return { kind: 'unread', reason: names }
  const newest: string[] = []
  let rest: number = LIMITS.runnerLog
  let failure: GapReason = 'not-found'
  for (const name of names.slice(0, MAX_FILES)) {
    const file = await readRunnerFile(`${root}/_diag/${name}`, rest)
    if (file.kind === 'unread') {
      failure = file.reason
      continue
    }
    rest -= file.text.length
    newest.unshift(file.text)
    if (file.text.includes(`JobRunner] Job ID ${backendJobId}`)) return { kind: 'text', text: newest.join('\n') }
  }
  return { kind: 'unread', reason: failure }
}

/** Names of the Worker logs, newest first: the time of their start stands in the name. */
const workerLogs = async (root: string): Promise<string[] | GapReason> => {
  try {
    const names = await readNames(`${root}/_diag`, name => /^Worker_\d{8}-\d{6}[\w.-]{0,40}\.log$/.test(name))
    return names.sort().reverse()
  } catch (error) {
    return toGapReason(error)
  }
}
