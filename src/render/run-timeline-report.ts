import * as z from 'zod/mini'
import type { FailureQuotes } from '../findings/failures/quotes.ts'
import { type RunTimeline, runTimeline } from '../model/run-timeline.ts'
import { escapeJson } from './escape.ts'
import { failureSection } from './failure-section.ts'
import { code, text } from './markdown.ts'
import { duration } from './quantity.ts'
import { type Account, totalMs } from './screen/account.ts'
import { accountOfTimeline } from './screen/account-of-timeline.ts'
import { code as codeOf, joined, type Line, type Part, paragraph, strong, text as textOf } from './screen/document.ts'
import { partsOf } from './screen/parts.ts'
import { toSections } from './screen/print-markdown.ts'
import { toTerminal } from './screen/print-terminal.ts'
import { summaryOf } from './screen/summary.ts'
import { titleOf } from './screen/title.ts'
import { assemble, type Section } from './section.ts'
import { timeSection } from './timeline-answer.ts'
import { timelineSections } from './timeline-sections.ts'

/** A file or a terminal has no cap of GitHub's: every row of the largest run that is read fits. */
const MAX_BYTES = 64 * 1_048_576

/** `pipeline-trace report --format markdown`: the account, then every table of the timeline. */
export const renderRunTimeline = (document: RunTimeline, quotes: FailureQuotes = new Map()): string => {
  const account = accountOfTimeline(document, quotes)
  const { first, more, last } = partsOf(account)
  const head: Section = { title: '', blocks: [`# ${printHead(document)}\n\n**${text(titleOf(account))}**\n\n`] }
  return assemble(
    [
      head,
      { title: '', blocks: [incompleteLine(document)] },
      ...toSections(
        [{ title: '', blocks: [paragraph(...contextLine(document, account))] }, ...first, ...more, last],
        account.serverUrl,
      ),
      failureSection(document),
      timeSection(document, account.result !== 'failure' || totalMs(account) === undefined),
      ...timelineSections(document),
      gapsSection(document),
    ],
    MAX_BYTES,
  )
}

/** `pipeline-trace report --format text`: the same account for a terminal. */
export const renderRunTimelineText = (document: RunTimeline, quotes: FailureQuotes, colour: boolean): string => {
  const account = accountOfTimeline(document, quotes)
  const { first, more, last, gaps } = partsOf(account)
  const head: Part = {
    title: '',
    blocks: [
      paragraph(strong(...headLine(document))),
      paragraph(...contextLine(document, account)),
      paragraph(strong(textOf(titleOf(account), 255))),
      ...(document.complete ? [] : [paragraph(`Incomplete: ${account.open[0] ?? 'something is missing'}.`)]),
    ],
  }
  const tables = paragraph('Every hand-off of every job: --format markdown, or --format json.')
  return toTerminal([head, ...first, ...more, last, gaps, { title: '', blocks: [tables] }], colour)
}

/** `pipeline-trace report --format json`: keys in the order of the schema, nothing that a terminal would obey. */
export const renderRunTimelineJson = (document: RunTimeline): string => {
  const whole = {
    ...document,
    summary: summaryOf(accountOfTimeline(document, new Map())),
    jobs: document.jobs.map(withDuration),
  }
  // A document that breaks its own schema is still what was found: it is printed as it is.
  const { data = whole } = z.safeParse(runTimeline, whole)
  return escapeJson(`${JSON.stringify(data, null, 2)}\n`)
}

type Job = RunTimeline['jobs'][number]

/** From its first interval to its end; of a job that nobody saw none. */
const withDuration = (job: Job): Job =>
  job.intervals.length === 0
    ? job
    : { ...job, durationMs: Object.values(job.statesMs).reduce((sum, millis) => sum + millis, 0) }

const headLine = ({ run }: RunTimeline): Line => [
  textOf(run.repository, 160),
  ' · ',
  textOf(run.workflow ?? 'workflow', 160),
  ` · run ${run.number ?? run.runId} · attempt ${run.attempt} · `,
  textOf((run.conclusion ?? run.status ?? 'conclusion unknown').replace(/_/g, ' '), 40),
]

const printHead = (document: RunTimeline): string =>
  headLine(document)
    .map(one => (typeof one === 'string' ? one : 'value' in one ? text(one.value, one.max) : ''))
    .join('')

/** What began the run, of what, and how long it took. */
const contextLine = ({ run }: RunTimeline, account: Account): Line => {
  const whole = totalMs(account)
  const parts: readonly Line[] = [
    ...(run.event === undefined ? [] : [[textOf(run.event, 60)]]),
    ...(run.headBranch === undefined ? [] : [['branch ', codeOf(run.headBranch, 120)]]),
    ...(run.headSha === undefined ? [] : [['commit ', codeOf(run.headSha.slice(0, 12))]]),
    ...(whole === undefined ? [] : [[duration(whole, whole)]]),
  ]
  return parts.length === 0 ? ['Event, branch and commit are not known'] : joined(parts, ' · ')
}

const incompleteLine = ({ complete, runShape }: RunTimeline): string => {
  if (complete) return ''
  switch (runShape) {
    case 'unfinished':
      return '**Incomplete**: the run was still going on when it was read.\n\n'
    case 'awaiting-approval':
      return '**Incomplete**: the run waits to be approved.\n\n'
    default:
      return '**Incomplete**: not everything of the run could be read; what is missing stands under “Gaps”.\n\n'
  }
}

const gapsSection = ({ gaps }: RunTimeline): Section => ({
  title: 'Gaps',
  blocks: gaps.map(
    ({ field, reason, detail }) =>
      `- ${code(field)}: ${reason.replace(/-/g, ' ')}${detail === undefined ? '' : `, ${text(detail)}`}\n`,
  ),
})
