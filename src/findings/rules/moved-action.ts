import { isCommit } from '../../history/to-history-run.ts'
import type { HistoryRun } from '../../schema/history/history.ts'
import type { UsedAction } from '../../schema/job/job-manifest.ts'
import type { Finding } from '../../schema/run/finding.ts'
import type { ReportedJob } from '../../schema/run/run-manifest.ts'
import { listNames, quoteName } from '../facts/finding-words.ts'
import { nameRun } from '../facts/past-jobs.ts'
import type { FindingRule } from './finding-rule.ts'

/** A tag that names one release: `v1.2.3`, `1.2.3-beta.1`. GitHub's guidance moves `v1` and `v1.2` with each release. */
const RELEASE = /^v?\d{1,6}\.\d{1,6}\.\d{1,6}(?:[-+][0-9A-Za-z.-]{1,60})?$/

type Moved = { readonly name: string; readonly before: string; readonly now: string; readonly last: HistoryRun }

/**
 * Fires where the tag of one release stands at another commit than in the last past run that used it. Such a tag moves
 * only if somebody replaced what it names. Tags of a major or minor version and branches move by design, so they are no
 * finding.
 */
export const movedAction: FindingRule = ({ manifest: { jobs }, past }) =>
  [...listUses(jobs)].flatMap(([name, { used, by }]) => {
    const last = past.find(({ actions }) => actions !== undefined && Object.hasOwn(actions, name))
    const before = last?.actions?.[name]
    const now = used.sha
    if (last === undefined || before === undefined || now === undefined || now === before) return []
    return [describe({ name, before, now, last }, used, by)]
  })

type Uses = { readonly used: UsedAction; readonly by: readonly ReportedJob[] }

const listUses = (jobs: readonly ReportedJob[]): ReadonlyMap<string, Uses> => {
  const uses = new Map<string, Uses>()
  for (const job of jobs) {
    if (job.presence === 'carried-over') continue
    for (const used of (job.record ?? job.log)?.actions ?? []) {
      const isRelease = used.kind === 'action' && RELEASE.test(used.ref) && !isCommit(used.ref)
      if (!isRelease || used.sha === undefined) continue
      const name = `${used.uses}@${used.ref}`
      uses.set(name, { used: uses.get(name)?.used ?? used, by: [...(uses.get(name)?.by ?? []), job] })
    }
  }
  return uses
}

const describe = ({ name, before, now, last }: Moved, used: UsedAction, by: readonly ReportedJob[]): Finding => ({
  rule: 'moved-action',
  severity: 'high',
  subject: { kind: 'action', name },
  summary: `The tag of ${quoteName(name)} stands at commit ${now.slice(0, 12)}; in run ${nameRun(last)} it stood at ${before.slice(0, 12)}.`,
  evidence: [
    {
      what: `${listNames(by.map(job => job.name))} fetched ${now}`,
      source: used.source,
      job: by[0]?.name,
      jobId: by[0]?.id,
      url: by[0]?.api?.url,
    },
    { what: `run ${nameRun(last)} of ${last.branch} fetched ${before}` },
  ],
  confidence: used.source === 'user' ? 'medium' : 'high',
  reason: 'the runner names the commit that it fetched, in both runs',
  response: `Compare the two commits in the repository of the action before it runs again, and pin it: ${used.uses}@${before} # ${used.ref}`,
  owner: 'author',
})
