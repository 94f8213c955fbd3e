import type { SkipReason, Timeline, TimelineJob } from '../../schema/run/run-timeline.ts'
import { code, table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'

type Skipped = TimelineJob & { readonly skip: SkipReason }

/** Renders each skipped job with its root cause; nothing where no reason is known. */
export const skipsSection = ({ jobs }: Timeline): Section => {
  const names = new Map(jobs.map(({ id, name }) => [id, name]))
  const skipped = jobs.filter((job): job is Skipped => job.skip !== undefined)
  return {
    title: 'Why jobs were skipped',
    blocks:
      skipped.length === 0
        ? []
        : table(
            ['Job', 'Because', 'Through', 'Condition', 'Evidence'],
            skipped.map(({ name, skip }) => [
              text(name, 160),
              because(skip),
              through(skip, names),
              skip.condition === undefined ? '–' : code(skip.condition),
              `${skip.source.replace(/-/g, ' ')}${MARKS[skip.confidence]}`,
            ]),
          ),
  }
}

const MARKS: Readonly<Record<SkipReason['confidence'], string>> = { high: '', medium: ' ~', low: ' ?', other: ' ~' }

const because = (skip: SkipReason): string => {
  const { root, part } = skip
  const end =
    root === undefined
      ? ''
      : `${text(root.name, 160)}: ${root.ended === 'time-limit' ? 'timed out' : (root.conclusion ?? 'not known').replace(/_/g, ' ')}`
  const asks = `asks all jobs above it${skip.isImplicit === true ? ', since its condition calls no status function' : ''}`
  switch (skip.by) {
    case 'need':
      return end === '' ? `${asks}, and one did not succeed` : `${end}; it ${asks}`
    case 'condition':
    case 'other': {
      const held = part === undefined ? 'its condition did not hold' : `${code(part)} did not hold`
      return end === '' ? held : `${held}; ${end}`
    }
  }
}

const MOST_NAMES = 5

/** Renders the jobs between, starting with its own need. */
const through = (skip: SkipReason, names: ReadonlyMap<string, string>): string => {
  const shown = skip.through.flatMap(id => names.get(id) ?? [])
  const more = shown.length > MOST_NAMES ? ` → ${shown.length - MOST_NAMES} more` : ''
  return shown.length === 0
    ? '–'
    : `${shown
        .slice(0, MOST_NAMES)
        .map(name => text(name, 80))
        .join(' → ')}${more}`
}
