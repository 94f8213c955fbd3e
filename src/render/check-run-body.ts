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
  /** The tail, which GitHub shows below the summary. */
  readonly text: string
  readonly annotations: readonly Annotation[]
}

/** What is known beside the manifest, and never becomes a part of it. */
export type Beside = {
  readonly storage?: Storage | undefined
  /** The words of failed steps, by job id. */
  readonly quotes?: FailureQuotes | undefined
  /** Where the jobs stand in the workflow file, by job id. */
  readonly lines?: JobLines | undefined
}

/** GitHub takes 65 535 bytes of each; a page of thirty thousand is as much as anybody reads. */
const MAX_SUMMARY = 19_000
const MAX_ALL = 29_900

/** The first screen of the run: what failed, why and what to do, or where the time went; the tables follow as its text. */
export const renderCheckRun = (manifest: RunManifest, { storage = {}, quotes, lines }: Beside = {}): CheckRunText => {
  const account = accountOfManifest(manifest, quotes ?? new Map(), { own: 'shown', storage })
  const { first, more, last, gaps } = toParts(account)
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

/** The rules that are not met; what is beyond the first ones stands in the report. */
const shortPolicy = (manifest: RunManifest): Section => {
  const { title, blocks } = policySection(manifest)
  const left = blocks.length - 2 - MOST_RULES
  return left <= 0
    ? { title, blocks }
    : { title, blocks: [...blocks.slice(0, 2 + MOST_RULES), `\n${left} more in the report.\n`] }
}
