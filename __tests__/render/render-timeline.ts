import type { FailureQuotes } from '../../src/findings/failures/quotes.ts'
import { type Part, paragraph, strong, text as textOf } from '../../src/render/screen/document.ts'
import { toParts } from '../../src/render/screen/parts.ts'
import { toSections } from '../../src/render/screen/print-markdown.ts'
import { toTerminal } from '../../src/render/screen/print-terminal.ts'
import { toTitle } from '../../src/render/screen/title.ts'
import { failureSection } from '../../src/render/sections/failure-section.ts'
import { text } from '../../src/render/text/markdown.ts'
import { assemble } from '../../src/render/text/section.ts'
import { timelineAnswer } from '../../src/render/timeline/timeline-answer.ts'
import { timelineSections } from '../../src/render/timeline/timeline-sections.ts'
import type { RunTimeline } from '../../src/schema/run/run-timeline.ts'
import { accountOfTimeline } from './account-of-timeline.ts'

const MAX_BYTES = 64 * 1_048_576

/** What a report says of a timeline alone: the account that it begins with, and the tables of the timeline. */
export const renderTimeline = (document: RunTimeline, quotes: FailureQuotes = new Map()): string => {
  const account = accountOfTimeline(document, quotes)
  const { first, more, last } = toParts(account)
  return assemble(
    [
      { title: '', blocks: [`# ${text(toTitle(account))}\n\n`] },
      ...toSections([...first, ...more, last], account.serverUrl),
      failureSection(document),
      { title: 'Time', blocks: [`${timelineAnswer(document)}\n`] },
      ...timelineSections(document),
    ],
    MAX_BYTES,
  )
}

/** The same account for a terminal. */
export const printTimeline = (document: RunTimeline, quotes: FailureQuotes, colour: boolean): string => {
  const account = accountOfTimeline(document, quotes)
  const { first, more, last, gaps } = toParts(account)
  const head: Part = { title: '', blocks: [paragraph(strong(textOf(toTitle(account), 255)))] }
  return toTerminal([head, ...first, ...more, last, gaps], colour)
}
