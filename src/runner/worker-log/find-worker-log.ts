import { LIMITS } from '../../core/limits.ts'
import { readNames } from '../../io/folder-entries.ts'
import { readRunnerFile, toGapReason } from '../../io/runner-file.ts'
import type { GapReason } from '../../schema/values/fact.ts'

export type FoundWorkerLog =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unread'; readonly reason: GapReason }

/**
 * Returns the log of the worker that runs this job: the newest file with `Job ID <backendJobId>` and the files after
 * it, joined. Job ids may repeat on a persistent runner, so the newest file counts.
 */
export const findWorkerLog = async (root: string, backendJobId: string): Promise<FoundWorkerLog> => {
  if (!/^[0-9a-fA-F-]{1,64}$/.test(backendJobId)) return { kind: 'unread', reason: 'malformed' }
  const names = await workerLogs(root)
  if (!Array.isArray(names)) return { kind: 'unread', reason: names }
  const newest: string[] = []
  let rest: number = LIMITS.runnerLog
  let failure: GapReason = 'not-found'
  for (const name of names.slice(0, LIMITS.workerLogFiles)) {
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

/** Returns the names of the Worker logs, newest first: the name contains the start time. */
const workerLogs = async (root: string): Promise<string[] | GapReason> => {
  try {
    const names = await readNames(`${root}/_diag`, name => /^Worker_\d{8}-\d{6}[\w.-]{0,40}\.log$/.test(name))
    return names.sort().reverse()
  } catch (error) {
    return toGapReason(error)
  }
}
