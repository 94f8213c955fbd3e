import { plural } from '../../core/quantity.ts'
import type { RerunConditions } from '../../schema/run/rerun-conditions.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { code, table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'
import { jobReplay } from './replay-of-job.ts'
import { all, shortDigest } from './replay-words.ts'

/** Renders what is needed to repeat the run, folded: for the run, then for each job. */
export const replaySection = (manifest: RunManifest): Section => ({
  title: 'To repeat this run',
  blocks: [...ofRun(manifest), ...manifest.jobs.flatMap(jobReplay)],
})

const ofRun = ({ run, rerunConditions, policy, gaps }: RunManifest): readonly string[] => {
  if (rerunConditions === undefined) return []
  const commit = run.sha ?? run.headSha
  const body = [
    ...(commit === undefined ? [] : [`Commit ${code(commit.value)}${source(run.ref?.value)}.\n\n`]),
    ...renderTable(
      ['Workflow file', 'Commit', 'Digest'],
      rerunConditions.workflows.slice(0, MAX_ROWS).map(workflowRow),
    ),
    ...renderTable(['Not pinned to a commit', 'Used by'], rerunConditions.unpinned.slice(0, MAX_ROWS).map(unpinnedRow)),
    ...(isPinned(rerunConditions, gaps) ? ['Every action and called workflow seen is pinned to a commit.\n\n'] : []),
    ...renderTable(['Rules as read', 'Count', 'Digest', 'Read'], rulesRows(rerunConditions, policy)),
    ...rest(rerunConditions),
  ]
  return [
    `<details><summary>The run: commit, workflow files, actions, rules</summary>\n\n${body.join('')}\n</details>\n\n`,
  ]
}

const MAX_ROWS = 50

const source = (ref: string | undefined): string => (ref === undefined ? '' : ` of ${code(ref, 160)}`)

const renderTable = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  rows.length === 0 ? [] : [...table(head, rows), '\n']

const workflowRow = ({ path, sha, digest }: RerunConditions['workflows'][number]): readonly string[] => [
  text(path, 200),
  sha === undefined ? '–' : code(sha),
  digest === undefined ? '–' : shortDigest(digest),
]

const unpinnedRow = ({ uses, ref, jobs }: RerunConditions['unpinned'][number]): readonly string[] => [
  code(`${uses}@${ref}`, 200),
  all(jobs, job => text(job, 80), 5) ?? '–',
]

/** Whether all actions are pinned. It is stated only where no job lacks the facts. */
const isPinned = ({ unpinned }: RerunConditions, gaps: RunManifest['gaps']): boolean =>
  unpinned.length === 0 && !gaps.some(({ field }) => field === 'rerunConditions.unpinned')

const rulesRows = (
  { environments, rulesets }: RerunConditions,
  policy: RunManifest['policy'],
): readonly (readonly string[])[] => [
  ...(rulesets === undefined ? [] : [[`branch ${text(rulesets.branch, 160)}`, ...stateCells(rulesets)]]),
  ...environments.slice(0, MAX_ROWS).map(one => [`environment ${text(one.environment, 160)}`, ...stateCells(one)]),
  ...(policy?.digest === undefined ? [] : [[`policy ${text(policy.path, 160)}`, '–', shortDigest(policy.digest), '–']]),
]

const stateCells = (state: Pick<RerunConditions['environments'][number], 'ruleCount' | 'digest' | 'readAt'>) => [
  String(state.ruleCount),
  shortDigest(state.digest),
  text(state.readAt, 40),
]

const rest = ({ workflows, unpinned, environments }: RerunConditions): readonly string[] => {
  const left = [workflows, unpinned, environments].reduce((sum, { length }) => sum + Math.max(0, length - MAX_ROWS), 0)
  return left === 0 ? [] : [`And ${plural(left, 'row')} more in the run manifest.\n`]
}
