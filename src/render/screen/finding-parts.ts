import { describeDifference } from '../../findings/rules/environment-decay.ts'
import type { Finding } from '../../schema/run/finding.ts'
import type { Account } from './account/account.ts'
import {
  type Block,
  code,
  emphasis,
  type Line,
  linked,
  listed,
  type Part,
  paragraph,
  strong,
  text,
} from './document.ts'
import { listShownInputs } from './last-green-part.ts'

const MOST_NAMES = 3
const MAX_SENTENCE = 500

export const SEVERITY_MARKS: Readonly<Record<Finding['severity'], string>> = {
  high: '🔴',
  medium: '🟠',
  low: '🟡',
  other: '🟡',
}

/** Renders a finding in one line: its sentence, what to do, who can do it, and its rule. */
export const renderFinding = (finding: Finding): Line => [
  text(finding.summary, MAX_SENTENCE),
  ' ',
  strong('Next:'),
  ' ',
  text(finding.response, MAX_SENTENCE),
  ' ',
  emphasis('Owner: ', ...renderOwner(finding), `; rule ${finding.rule}.`),
]

const renderOwner = ({ owner, owners = [], ownersFrom }: Finding): Line => [
  owner.replace(/-/g, ' '),
  ...(owners.length === 0
    ? []
    : [
        ownersFrom === 'codeowners' ? ' (by CODEOWNERS: ' : ' (',
        ...listed(
          owners.map((name): Line => [text(name, 60)]),
          MOST_NAMES,
        ),
        ')',
      ]),
]

/** Renders what a finding is about, as a link where it is a job. */
export const renderSubject = ({ jobs }: Account, { subject: { kind, name, jobId } }: Finding): Line => {
  const job = jobId === undefined ? undefined : jobs.find(({ id }) => id === jobId)
  switch (kind) {
    case 'run':
      return ['the run']
    case 'job':
      return linked(job?.url, text(name, 60))
    case 'step':
    case 'test':
      return [`${kind} `, ...linked(job?.url, text(name, 60))]
    case 'label':
    case 'cache':
    case 'artifact':
    case 'environment':
    case 'action':
    case 'image':
    case 'package':
    case 'tool':
    case 'variable':
      return [`${kind} `, code(name, 60)]
    case 'other':
      return [text(name, 60)]
  }
}

/** Renders every finding with its evidence, and what they were compared with. */
export const findingDetails = (account: Account): Part => {
  const { findings } = account
  if (findings === undefined) return { title: '', blocks: [] }
  const { found, otherDifferences, ignored } = findings
  if (found.length + otherDifferences.length + ignored.length === 0) return { title: '', blocks: [] }
  return {
    title: 'Findings',
    blocks: [
      ...found.flatMap(finding => renderDetails(account, finding)),
      ...folded(
        'What else differed from the compared run',
        listOthers(account, otherDifferences).map((one): Line => [text(one, 300)]),
      ),
      ...folded('Findings that the configuration ignores', ignored.map(toIgnored)),
      paragraph(...renderBaseline(findings.baseline)),
    ],
  }
}

/** Leaves out what the comparison with the last green run shows: a line begins with the difference, then names its jobs. */
const listOthers = (account: Account, lines: readonly string[]): readonly string[] => {
  const shown = listShownInputs(account).flatMap(({ kind, ...one }) =>
    kind === 'lockfile' || kind === 'cache-key' || kind === 'permission' || kind === 'other'
      ? []
      : [`${describeDifference({ kind, ...one })} (`],
  )
  return lines.filter(line => !shown.some(one => line.startsWith(one)))
}

const renderDetails = (account: Account, finding: Finding): readonly Block[] => [
  paragraph(
    `${SEVERITY_MARKS[finding.severity]} `,
    strong(`${finding.rule}, ${finding.severity}: `, ...renderSubject(account, finding)),
    ' – ',
    text(finding.summary, MAX_SENTENCE),
  ),
  {
    kind: 'list',
    items: [
      ...finding.evidence.map((one): Line => [...renderPlace(one), text(one.what, 300), ...renderSource(one)]),
      [`Confidence ${finding.confidence}: `, text(finding.reason, 300), '.'],
      [
        strong('Next:'),
        ' ',
        text(finding.response, MAX_SENTENCE),
        ' ',
        emphasis('Owner: ', ...renderOwner(finding), '.'),
      ],
    ],
  },
]

type Evidence = Finding['evidence'][number]

const renderPlace = ({ job, step, line, url }: Evidence): Line => {
  if (job === undefined) return []
  const place: Line = [
    text(job, 60),
    ...(step === undefined ? [] : [' › “', text(step, 60), '”']),
    ...(line === undefined ? [] : [`, line ${line}`]),
  ]
  return [...linked(url, ...place), ': ']
}

const renderSource = ({ source }: Evidence): Line => (source === undefined ? [] : [` (${SOURCES[source] ?? source})`])

const SOURCES: Readonly<Record<string, string>> = { api: 'GitHub', 'workflow-file': 'workflow file', log: 'its log' }

const toIgnored = ({ rule, subject, until }: NonNullable<Account['findings']>['ignored'][number]): Line => [
  `${rule}: `,
  text(subject, 100),
  ...(until === undefined ? [] : [' until ', text(until, 10)]),
]

const folded = (summary: string, items: readonly Line[]): readonly Block[] =>
  items.length === 0
    ? []
    : [{ kind: 'folded', summary: `${summary} (${items.length})`, blocks: [{ kind: 'list', items }] }]

const renderBaseline = ({ from, runs, newest, oldest, reason }: NonNullable<Account['findings']>['baseline']): Line => {
  const why: Line = reason === undefined ? [] : [': ', text(reason, 300)]
  if (runs === 0) return ['Compared with no past run', ...why, '.']
  const when = newest === undefined || oldest === undefined ? '' : `, from ${oldest} to ${newest}`
  return [`Compared with ${runs === 1 ? '1 past run' : `${runs} past runs`}, ${BASELINES[from]}${when}`, ...why, '.']
}

const BASELINES: Readonly<Record<NonNullable<Account['findings']>['baseline']['from'], string>> = {
  cache: 'kept by earlier reports',
  artifacts: 'from their run manifests',
  api: 'from GitHub’s list of runs',
  none: 'of no known source',
  other: 'of another source',
}
