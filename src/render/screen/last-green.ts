import { grouped } from '../../core/grouped.ts'
import { duration } from '../../core/quantity.ts'
import type { LastGreen } from '../../schema/run/last-green.ts'
import type { Account } from './account/account.ts'
import { code, type Line, linked, listed, type Part, paragraph, strong, text } from './document.ts'

/** The most lines of kinds of inputs. With the others the part has eight lines. */
const MOST_KINDS = 4
const MOST_INPUTS = 3
const MOST_SLOWER = 3

/**
 * Renders what changed since the last successful run, for a run that failed or took far longer than usual. An input that
 * a finding is about is not repeated.
 */
export const lastGreenPart = (account: Account): Part => {
  const last = account.findings?.lastGreen
  if (last === undefined) return { title: '', blocks: [] }
  const inputs = listShownInputs(account)
  const kinds = [...grouped(inputs, ({ kind }) => kind)]
  const { commits, slower } = last
  if (inputs.length === 0 && slower.length === 0 && commits === undefined) return { title: '', blocks: [] }
  const left = kinds.slice(MOST_KINDS).flatMap(([, same]) => same).length + (last.inputsNotListed ?? 0)
  return {
    title: 'Compared with the last green run',
    blocks: [
      paragraph(...renderRun(last)),
      {
        kind: 'list',
        items: [
          ...(slower.length === 0 ? [] : [renderSlower(last)]),
          ...(commits === undefined ? [] : [renderCommits(commits)]),
          ...kinds.slice(0, MOST_KINDS).map(([kind, same]) => renderKind(kind, same)),
          [...(left > 0 ? [`${left} more inputs differ. `] : []), renderLimits(last)],
        ],
      },
    ],
  }
}

type PastInput = LastGreen['inputs'][number]

/** Lists the inputs that no finding is about. */
export const listShownInputs = ({ findings }: Account): readonly PastInput[] => {
  const covered = new Set((findings?.found ?? []).map(({ subject }) => subject.name))
  return (findings?.lastGreen?.inputs ?? []).filter(({ name, after }) => !covered.has(name) && !covered.has(after))
}

const renderRun = ({ branch, number, runId, beforeMs, afterMs }: LastGreen): Line => [
  number === undefined ? `Run ${runId} of ` : `Run #${number} of `,
  text(branch, 80),
  ...(beforeMs === undefined || afterMs === undefined
    ? []
    : [` took ${duration(beforeMs, beforeMs)}, this one ${duration(afterMs, beforeMs)}`]),
  '.',
]

const renderSlower = ({ slower }: LastGreen): Line => [
  strong('Slower'),
  ': ',
  ...listed(
    slower.map(
      ({ job, phase, beforeMs, afterMs }): Line => [
        text(job, 60),
        `, ${PHASES[phase]} ${duration(beforeMs)} → ${duration(afterMs)}`,
      ],
    ),
    MOST_SLOWER,
  ),
]

const PHASES: Readonly<Record<LastGreen['slower'][number]['phase'], string>> = {
  queue: 'waiting for a runner',
  'set-up': 'set-up',
  work: 'running',
  other: 'other time',
}

const SHORT = 12

/** The commits between both runs, on GitHub's own page. */
const renderCommits = ({ before, after, url }: NonNullable<LastGreen['commits']>): Line => [
  strong('Commits'),
  ': ',
  ...linked(url, code(before.slice(0, SHORT)), ' → ', code(after.slice(0, SHORT))),
]

const renderKind = (kind: PastInput['kind'], same: readonly PastInput[]): Line => [
  strong(KINDS[kind]),
  ': ',
  ...listed(same.map(renderInput), MOST_INPUTS),
]

const renderInput = ({ name, before, after, jobs, jobCount }: PastInput): Line => [
  code(name, 60),
  ' ',
  code(shorten(before), 40),
  ' → ',
  code(shorten(after), 40),
  ' (',
  text(jobs[0] ?? '', 60),
  jobCount > 1 ? ` and ${jobCount - 1} more)` : ')',
]

const shorten = (value: string): string => (/^[0-9a-f]{40,64}$/.test(value) ? value.slice(0, SHORT) : value)

const KINDS: Readonly<Record<PastInput['kind'], string>> = {
  package: 'Packages',
  tool: 'Tools',
  image: 'Images',
  action: 'Actions',
  'runner-image': 'Runner image',
  variable: 'Recorded variables',
  lockfile: 'Lockfiles',
  'cache-key': 'Cache keys',
  permission: 'Permissions',
  other: 'Other inputs',
}

/** What the history does not keep cannot be compared. */
const renderLimits = ({ jobs }: LastGreen): string =>
  `Not in the history: steps, workflow files, rules and policy${jobs.notCompared === 0 ? '' : `; ${jobs.notCompared} of ${jobs.compared + jobs.notCompared} jobs were not in that run`}.`
