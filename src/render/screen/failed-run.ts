import { cutText } from '../../core/cut-text.ts'
import { grouped } from '../../core/grouped.ts'
import { plural } from '../../core/quantity.ts'
import { redactSecrets } from '../../core/redact/redact.ts'
import { respondTo } from '../../findings/failures/failure-response.ts'
import { tellsCause } from '../../findings/failures/quotes.ts'
import { endingRemedy, endingWords } from '../ending-words.ts'
import { type Account, type AccountJob, failedJobs, totalMs } from './account/account.ts'
import { badNeeds, causeKey, downProbes, echoWords, isEcho, likelyCause, shortCause } from './cause.ts'
import { comparedFailures } from './compared-failures.ts'
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

const MOST_BLOCKS = 3
const MOST_QUOTES = 3
const MAX_QUOTE = 200
/** Maximum number of causes listed for jobs without a block; further ones are counted. */
const MOST_CAUSES = 10

/**
 * Renders what failed, why, what to do, and which jobs it held up: the first information that a reader of a failed run
 * needs.
 */
export const failedPart = (account: Account): Part => {
  const failed = failedJobs(account)
  if (failed.length === 0) return { title: '', blocks: namelessBlocks(account) }
  const shown = blockedJobs(failed)
  const rest = failed.filter(job => !shown.includes(job))
  return {
    title: '',
    blocks: [
      ...shown.flatMap(job => jobBlocks(account, job)),
      ...restBlocks(account, rest, account.counts.failed - failed.length),
      ...comparedFailures(account),
    ],
  }
}

/**
 * Chooses the jobs with a block each. Up to three jobs have one; of more jobs the first of each cause has one, because
 * three of one cause are less useful.
 */
const blockedJobs = (failed: readonly AccountJob[]): readonly AccountJob[] => {
  if (failed.length <= MOST_BLOCKS) return failed
  const firsts = [...grouped(failed, causeKey).values()].flatMap(group => group.slice(0, 1)).slice(0, MOST_BLOCKS)
  const more = failed.filter(job => !firsts.includes(job)).slice(0, MOST_BLOCKS - firsts.length)
  return failed.filter(job => firsts.includes(job) || more.includes(job))
}

const namelessBlocks = (account: Account): readonly Block[] => [
  ...(account.isFailureNameless
    ? [paragraph(strong('A job that the report waited for failed; its name is not known.'))]
    : []),
  ...endingBlocks(account),
]

/** Renders the ending with its source: a result from the workflow file is a conclusion, not an answer of GitHub. */
const endingBlocks = ({ timeline, result }: Account): readonly Block[] => {
  const ending = timeline?.ending
  const [words, next] = [endingWords(ending), endingRemedy(ending)]
  if (words === undefined || ending === undefined) return []
  const source = ending.source === 'workflow-file' ? 'GitHub’s list of jobs and the workflow file' : 'GitHub’s answer'
  return [
    paragraph(
      strong(text(result === 'cancelled' ? `It ${words}` : `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`, 600)),
      '. ',
      emphasis(`By ${source}, ${ending.confidence} confidence.`),
    ),
    ...(next === undefined ? [] : [paragraph(strong('Next:'), ' ', next, '.')]),
  ]
}

const jobBlocks = (account: Account, job: AccountJob): readonly Block[] => {
  const quotes = renderQuotes(account, job)
  const { owner, next } = isEcho(account, job)
    ? { owner: echoOwner(account, job), next: ['see why they did not succeed: this job checks how they ended'] }
    : nextStep(job)
  const held = heldUp(account, job)
  return [
    { kind: 'heading', mark: 'failed', line: renderJobHead(account, job) },
    { kind: 'quote', lines: quotes },
    paragraph(
      strong('Likely cause:'),
      ' ',
      ...(isEcho(account, job)
        ? [text(echoWords(account, job), 300), '. ', emphasis('Medium confidence.')]
        : [
            ...likelyCause(job, totalMs(account), quotes.length > 0),
            ' ',
            emphasis(`${renderConfidence(job)} confidence.`),
          ]),
    ),
    paragraph(strong('Next:'), ' ', ...next, '. ', emphasis('Owner: ', owner, '.')),
    ...(held.length === 0 ? [] : [paragraph(...heldLine(held))]),
  ]
}

/** Returns the owner of the first job that it needs and that did not succeed. */
const echoOwner = (account: Account, job: AccountJob): string =>
  respondTo(badNeeds(account, job)[0]?.failure?.class ?? 'unknown').owner

const renderConfidence = ({ failure }: AccountJob): string => {
  switch (failure?.confidence) {
    case 'high':
      return 'High'
    case 'medium':
      return 'Medium'
    default:
      return 'Low'
  }
}

const renderJobHead = (account: Account, job: AccountJob): Line => [
  ...linked(job.url, text(job.name)),
  ` ${job.word ?? 'failed'}`,
  ...(job.failedStep === undefined
    ? []
    : [' at step ', ...linked(stepUrl(account, job), '“', text(job.failedStep.name), '”')]),
  ...(job.isCarriedOver ? [' in an earlier attempt'] : []),
]

/** Returns the address of a step. Its fragment opens the step and one of its lines on the job's page. */
export const stepUrl = ({ quotes }: Account, { id, url, failedStep }: AccountJob): string | undefined => {
  const [first] = quotes.get(id ?? '') ?? []
  const number = first?.stepNumber ?? failedStep?.number
  return url === undefined || number === undefined ? url : `${url}#step:${number}:${first?.stepLine ?? 1}`
}

/** Renders the quotes. They are redacted before they are cut. */
const renderQuotes = ({ quotes }: Account, { id }: AccountJob): readonly Line[] =>
  redactSecrets((quotes.get(id ?? '') ?? []).slice(0, MOST_QUOTES).map(quote => quote.text))
    .value.map(shorten)
    .map(quote => [code(quote, MAX_QUOTE + 1)])

/**
 * Cuts a quote. A word at the cut may be half a credential that redaction no longer recognizes, so the whole word is
 * left out.
 */
const shorten = (quote: string): string => {
  if (quote.length <= MAX_QUOTE) return quote
  const cut = cutText(quote, MAX_QUOTE)
  return `${/[\w+/=-]/.test(quote.slice(cut.length, cut.length + 1)) ? cut.replace(/[\w+/=.-]{8,200}$/, '') : cut}…`
}

const nextStep = (job: AccountJob): { readonly owner: string; readonly next: Line } => {
  const { owner, next } = respondTo(job.failure?.class ?? 'unknown', job.failure?.rule)
  const [probe] = downProbes(job)
  return probe === undefined
    ? { owner, next: inCode(next) }
    : {
        owner: respondTo('dependency').owner,
        next: ['see that ', code(`${probe.host}:${probe.port}`), ' answers, then re-run the failed jobs'],
      }
}

/** Renders our own words, with the names between backticks as code. */
const inCode = (words: string): Line => words.split('`').map((part, index) => (index % 2 === 0 ? part : code(part)))

/**
 * Returns the jobs that were skipped because this one did not end well: by the plan or, where it gives no reason, by
 * `needs`.
 */
export const heldUp = ({ jobs }: Account, failed: AccountJob): readonly AccountJob[] => {
  if (failed.id === undefined) return []
  const byNeeds = new Set(heldByNeeds(jobs, failed.id))
  return jobs.filter(job =>
    job.skip === undefined ? byNeeds.has(job) : job.result === 'skipped' && job.skip.root?.id === failed.id,
  )
}

const heldByNeeds = (jobs: readonly AccountJob[], failed: string): readonly AccountJob[] => {
  const waiting = jobs.filter(({ result, needs }) => result === 'skipped' && needs.length > 0)
  const held = new Set([failed])
  for (let before = -1; before !== held.size; ) {
    before = held.size
    for (const { id, needs } of waiting) if (id !== undefined && needs.some(need => held.has(need))) held.add(id)
  }
  return waiting.filter(({ id }) => id !== undefined && id !== failed && held.has(id))
}

const MOST_HELD = 5

const heldLine = (held: readonly AccountJob[]): Line => [
  strong('Held up:'),
  ' ',
  ...renderNames(held),
  held.length === 1 ? ' was skipped because of it.' : ' were skipped because of it.',
]

const renderNames = (jobs: readonly AccountJob[]): Line =>
  listed(
    jobs.map(({ name, url }) => linked(url, text(name, 60))),
    MOST_HELD,
  )

/** Renders the jobs without a block, by cause. `unseen` jobs have no row in the manifest of the run. */
const restBlocks = (account: Account, rest: readonly AccountJob[], unseen: number): readonly Block[] => {
  if (rest.length === 0 && unseen <= 0) return []
  const groups = [...grouped(rest, causeKey).values()].toSorted((a, b) => b.length - a.length)
  const shown = groups.slice(0, MOST_CAUSES)
  const left = groups.slice(MOST_CAUSES).reduce((sum, group) => sum + group.length, 0) + Math.max(0, unseen)
  return [
    {
      kind: 'heading',
      mark: 'failed',
      line: [`${plural(rest.length + Math.max(0, unseen), 'more job')} failed: ${plural(groups.length, 'cause')}`],
    },
    ...causeTable(account, shown),
    ...(left === 0 ? [] : [paragraph(`${plural(left, 'failed job')} of other causes: the report has them.`)]),
  ]
}

const causeTable = (account: Account, groups: readonly (readonly AccountJob[])[]): readonly Block[] =>
  groups.length === 0
    ? []
    : [
        {
          kind: 'table',
          head: [
            { title: 'Cause' },
            { title: 'Jobs', align: 'right' },
            { title: 'First' },
            { title: 'First error line' },
          ],
          rows: groups.flatMap(group => {
            const [first] = group
            return first === undefined
              ? []
              : [
                  [
                    causeLine(first),
                    [String(group.length)],
                    linked(stepUrl(account, first), text(first.name, 60)),
                    renderQuotes(account, first)[0] ?? ['–'],
                  ],
                ]
          }),
        },
      ]

const causeLine = (job: AccountJob): Line =>
  job.failedStep === undefined
    ? [text(shortCause(job))]
    : [text(shortCause(job)), ' at “', text(job.failedStep.name, 60), '”']

/** Renders the cancelled jobs of a run in which none failed. */
export const cancelledPart = (account: Account): Part => {
  const cancelled = account.jobs.filter(({ result }) => result === 'cancelled')
  if (account.result !== 'cancelled' || cancelled.length === 0) return { title: '', blocks: [] }
  const groups = [...grouped(cancelled, shortCause)]
  return {
    title: '',
    blocks: [
      {
        kind: 'list',
        items: groups.slice(0, MOST_CAUSES).map(([cause, jobs]): Line => [text(cause), ': ', ...renderNames(jobs)]),
      },
    ],
  }
}

/** Returns a short form of the block in plain words, for the title of the check run. */
export const firstFailure = (
  account: Account,
):
  | { readonly job: string; readonly step: string | undefined; readonly cause: string; readonly word: string }
  | undefined => {
  const [first] = failedJobs(account)
  if (first === undefined) return undefined
  const [quote = ''] = redactSecrets(
    (account.quotes.get(first.id ?? '') ?? []).slice(0, 1).map(({ text: error }) => error),
  ).value
  const error = quote !== '' && tellsCause(quote) ? quote : undefined
  return {
    job: first.name,
    step: first.failedStep?.name,
    cause: isEcho(account, first) ? echoWords(account, first) : shortCause(first, error),
    word: first.word ?? 'failed',
  }
}
