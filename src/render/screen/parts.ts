import { grouped } from '../../core/grouped.ts'
import { plural } from '../../core/quantity.ts'
import { type Account, totalMs } from './account/account.ts'
import { type Block, code, type Line, linked, listed, type Part, paragraph, strong, text } from './document.ts'
import { cancelledPart, failedPart } from './failed-run.ts'
import { findingDetails } from './finding-parts.ts'
import { findingsPart } from './findings.ts'
import { jobsPart, leftOutBlocks } from './job-rows.ts'
import { lastGreenPart } from './last-green.ts'
import { timePart } from './passed-run.ts'
import { picturePart } from './picture.ts'

/** The account in order of importance. The last parts are cut first; failures are never cut. */
export type AccountParts = {
  /** Rows that are left out, then failures or where the time went. */
  readonly first: readonly Part[]
  /** Findings that are worth a look, what changed since the last green run, and the picture. */
  readonly more: readonly Part[]
  /** Every finding with its evidence. The check run has no room for it. */
  readonly details: Part
  /** Tables that few readers open. */
  readonly last: Part
  /** What could not be learned, where no list of gaps follows. */
  readonly gaps: Part
}

export const toParts = (account: Account, mostFindings?: number): AccountParts => ({
  first: [
    { title: '', blocks: [...leftOutBlocks(account), ...countBlocks(account)] },
    failedPart(account),
    cancelledPart(account),
    ...(account.result === 'failure' ? [] : [timePart(account)]),
    { title: '', blocks: nothingBlocks(account) },
  ],
  more: [
    findingsPart(account, mostFindings),
    lastGreenPart(account),
    picturePart(account),
    { title: '', blocks: account.closing.length === 0 ? [] : [paragraph(...account.closing)] },
  ],
  details: findingDetails(account),
  last: jobsPart(account),
  gaps: gapsPart(account),
})

/** Renders the counts of a run that has jobs without success, and the reasons against a success. */
const countBlocks = ({ tally, result, open, counts, jobs }: Account): readonly Block[] => {
  const isOpen = jobs.some(job => job.result === 'running')
  return [
    ...(tally === undefined ? [] : [paragraph(`${isOpen ? 'So far ' : ''}${tally}.`)]),
    ...(result !== 'incomplete' || open.length === 0
      ? []
      : [
          paragraph(
            strong('Not known to have passed:'),
            ' ',
            ...open.flatMap((reason, index): Line => [...(index === 0 ? [] : ['; ']), text(reason, 300)]),
            '.',
          ),
        ]),
    ...(result === 'success' && tally === undefined && counts.known > 0
      ? [paragraph(counts.known === 1 ? 'Its one job passed.' : `All ${plural(counts.known, 'job')} passed.`)]
      : []),
  ]
}

/** States that a run has no job with times. */
const nothingBlocks = (account: Account): readonly Block[] =>
  totalMs(account) === undefined && account.noTime !== undefined && account.timeline?.ending === undefined
    ? [paragraph(strong(account.noTime, '.'))]
    : []

const MOST_GAPS = 8

/** Renders what could not be learned. Equal gaps are one line. */
const gapsPart = ({ gaps }: Account): Part => {
  if (gaps.length === 0) return { title: '', blocks: [] }
  const groups = [...grouped(gaps, ({ reason, detail }) => `${reason}\u0000${detail ?? ''}`).values()]
  const items = groups.slice(0, MOST_GAPS).map(
    (same): Line => [
      ...listed(
        [...new Set(same.map(({ field }) => field))].map((field): Line => [code(field, 80)]),
        3,
      ),
      `: ${same[0]?.reason.replace(/-/g, ' ') ?? ''}`,
      ...(same[0]?.detail === undefined ? [] : [', ', text(same[0].detail, 200)]),
    ],
  )
  const left = groups.length - items.length
  return {
    title: '',
    blocks: [
      {
        kind: 'folded',
        summary: `What could not be learned (${gaps.length})`,
        blocks: [
          { kind: 'list', items },
          ...(left > 0 ? [paragraph(`And ${plural(left, 'more reason')} in the report.`)] : []),
        ],
      },
    ],
  }
}

/** Renders where everything else is: the page of the run has the job summary of the report, and its artifacts. */
export const pageLine = ({ url, artifact }: Account): readonly Block[] =>
  url === undefined
    ? []
    : [
        paragraph(
          ...linked(url, 'The whole report, with runners, actions, permissions and digests'),
          ...(artifact === undefined ? [] : [', also as run artifact ', ...linked(`${url}#artifacts`, code(artifact))]),
          '.',
        ),
      ]
