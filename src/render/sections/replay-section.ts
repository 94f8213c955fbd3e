import type { RunManifest } from '../../schema/run/run-manifest.ts'
import type { Surroundings } from '../../schema/run/rerun-conditions.ts'
import { code, table, text } from '../text/markdown.ts'
import { plural } from '../text/quantity.ts'
import { jobReplay } from './replay-of-job.ts'
import { all, shortDigest } from './replay-words.ts'
import type { Section } from '../text/section.ts'

/** What somebody needs who wants to repeat the run, folded: of the run, then of each job. */
export const replaySection = (manifest: RunManifest): Section => ({
  title: 'To repeat this run',
  blocks: [...ofRun(manifest), ...manifest.jobs.flatMap(jobReplay)],
})

const ofRun = ({ run, surroundings, policy, gaps }: RunManifest): readonly string[] => {
  if (surroundings === undefined) return []
  const commit = run.sha ?? run.headSha
  const body = [
    ...(commit === undefined ? [] : [`Commit ${code(commit.value)}${source(run.ref?.value)}.\n\n`]),
    ...tableOf(['Workflow file', 'Commit', 'Digest'], surroundings.workflows.slice(0, MAX_ROWS).map(workflowRow)),
    ...tableOf(['Not pinned to a commit', 'Used by'], surroundings.unpinned.slice(0, MAX_ROWS).map(unpinnedRow)),
    ...(isPinned(surroundings, gaps) ? ['Every action and called workflow seen is pinned to a commit.\n\n'] : []),
    ...tableOf(['Rules as read', 'Count', 'Digest', 'Read'], rulesRows(surroundings, policy)),
    ...rest(surroundings),
  ]
  return [
    `<details><summary>The run: commit, workflow files, actions, rules</summary>\n\n${body.join('')}\n</details>\n\n`,
  ]
}

const MAX_ROWS = 50

const source = (ref: string | undefined): string => (ref === undefined ? '' : ` of ${code(ref, 160)}`)

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  rows.length === 0 ? [] : [...table(head, rows), '\n']

const workflowRow = ({ path, sha, digest }: Surroundings['workflows'][number]): readonly string[] => [
  text(path, 200),
  sha === undefined ? '–' : code(sha),
  digest === undefined ? '–' : shortDigest(digest),
]

const unpinnedRow = ({ uses, ref, jobs }: Surroundings['unpinned'][number]): readonly string[] => [
  code(`${uses}@${ref}`, 200),
  all(jobs, job => text(job, 80), 5) ?? '–',
]

/** Only where no job is silent. */
const isPinned = ({ unpinned }: Surroundings, gaps: RunManifest['gaps']): boolean =>
  unpinned.length === 0 && !gaps.some(({ field }) => field === 'surroundings.unpinned')

const rulesRows = (
  { environments, rulesets }: Surroundings,
  policy: RunManifest['policy'],
): readonly (readonly string[])[] => [
  ...(rulesets === undefined ? [] : [[`branch ${text(rulesets.branch, 160)}`, ...stateCells(rulesets)]]),
  ...environments.slice(0, MAX_ROWS).map(one => [`environment ${text(one.environment, 160)}`, ...stateCells(one)]),
  ...(policy?.digest === undefined ? [] : [[`policy ${text(policy.path, 160)}`, '–', shortDigest(policy.digest), '–']]),
]

const stateCells = (state: Pick<Surroundings['environments'][number], 'ruleCount' | 'digest' | 'readAt'>) => [
  String(state.ruleCount),
  shortDigest(state.digest),
  text(state.readAt, 40),
]

const rest = ({ workflows, unpinned, environments }: Surroundings): readonly string[] => {
  const left = [workflows, unpinned, environments].reduce((sum, { length }) => sum + Math.max(0, length - MAX_ROWS), 0)
  return left === 0 ? [] : [`And ${plural(left, 'row')} more in the run manifest.\n`]
}
