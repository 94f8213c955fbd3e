import type { UsedAction } from '../../schema/job/job-manifest.ts'
import type { ReportedJob } from '../../schema/run/run-manifest.ts'

/** Actions and called workflows that a job tells of: by its recorder, or else by its log. */
export const listUsedActions = ({ record, log }: ReportedJob): readonly UsedAction[] =>
  record?.actions ?? log?.actions ?? []

/** Whether a job that ran leaves open what it used. */
export const isSilent = ({ record, log, api, presence }: ReportedJob): boolean => {
  if (presence === 'skipped' || presence === 'not-started') return false
  const told = record ?? log
  if (told === undefined) return api?.runnerName !== undefined
  return told.actions.length === 0 && told.gaps.some(({ field }) => field === 'actions' || field === 'log')
}

/** A full commit id: what it names does not change. */
export const isFullCommit = (ref: string): boolean => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(ref)
