import { LIMITS } from '../core/limits.ts'
import type { FailureQuotes } from '../findings/failures/quotes.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import { type Annotation, type JobLines, toAnnotations } from './check-annotations.ts'
import type { Storage } from './run-headline.ts'
import { accountOfManifest } from './screen/account/account-of-manifest.ts'
import { pageLine, toParts } from './screen/parts.ts'
import { toSections } from './screen/print-markdown.ts'
import { toTitle } from './screen/title.ts'
import { policySection } from './sections/policy-section.ts'
import { assemble, type Section } from './text/section.ts'

export type CheckRunText = {
  readonly title: string
  readonly summary: string
  /** The tables, which GitHub shows below the summary. */
  readonly text: string
  readonly annotations: readonly Annotation[]
}

/** Facts beside the manifest that never become part of it. */
export type Beside = {
  readonly storage?: Storage | undefined
  /** The errors of failed steps, by job id. */
  readonly quotes?: FailureQuotes | undefined
  /** The lines of the jobs in the workflow file, by job id. */
  readonly lines?: JobLines | undefined
  /** How many findings the configuration file lets the check run show. */
  readonly mostFindings?: number | undefined
}

/** GitHub accepts 65 535 bytes of each text. A page of thirty thousand is more than a reader reads. */
const MAX_SUMMARY = 19_000
const MAX_ALL = 29_900

/**
 * Renders the first screen of the run as the summary: what failed, why and what to do, or where the time went. The
 * tables follow as its text.
 */
export const renderCheckRun = (
  manifest: RunManifest,
  { storage = {}, quotes, lines, mostFindings }: Beside = {},
): CheckRunText => {
  const account = accountOfManifest(manifest, quotes ?? new Map(), { own: 'shown', storage })
  const { first, more, last, gaps } = toParts(account, mostFindings)
  const print = (parts: typeof first): readonly Section[] => toSections(parts, account.serverUrl)
  const summary = assemble([...print(first), shortPolicy(manifest), ...print(more)], MAX_SUMMARY)
  const tail = print([last, gaps, { title: '', blocks: pageLine(account) }])
  return {
    title: toTitle(account),
    summary,
    text: assemble(tail, MAX_ALL - new TextEncoder().encode(summary).byteLength),
    annotations: toAnnotations(manifest, account, lines).slice(0, LIMITS.checkRunAnnotations),
  }
}

const MOST_RULES = 10

/** Lists the rules that are not met. The report has those beyond the first ones. */
const shortPolicy = (manifest: RunManifest): Section => {
  const { title, blocks } = policySection(manifest)
  const left = blocks.length - 2 - MOST_RULES
  return left <= 0
    ? { title, blocks }
    : { title, blocks: [...blocks.slice(0, 2 + MOST_RULES), `\n${left} more in the report.\n`] }
}
