import type { UsedAction } from '../../schema/job/job-manifest.ts'
import type { ReportedJob } from '../../schema/run/run-manifest.ts'

/** Lists the actions and called workflows of a job, from its recorder or else from its log. */
export const listUsedActions = ({ record, log }: ReportedJob): readonly UsedAction[] =>
  record?.actions ?? log?.actions ?? []

/** Returns true for a job that ran without evidence of the actions it used. */
export const isSilent = ({ record, log, api, presence }: ReportedJob): boolean => {
  if (presence === 'skipped' || presence === 'not-started') return false
  const told = record ?? log
  if (told === undefined) return api?.runnerName !== undefined
  return told.actions.length === 0 && told.gaps.some(({ field }) => field === 'actions' || field === 'log')
}

/** Returns true for a full commit id: it always names the same content. */
export const isFullCommit = (ref: string): boolean => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(ref)
