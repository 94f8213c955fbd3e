import type { Timeline } from '../../schema/run/run-timeline.ts'
import type { Section } from '../text/section.ts'
import { attemptsSection } from './timeline-attempts.ts'
import { legend } from './timeline-bars.ts'
import { handOffSection } from './timeline-jobs.ts'
import { notesSection } from './timeline-notes.ts'
import { criticalPathSection } from './timeline-path.ts'
import { deploymentsSection, protectionWaitsSection } from './timeline-protection.ts'
import { skipsSection } from './timeline-skips.ts'

/** Returns the timeline's sections for readers, the most important first. A section without blocks is not printed. */
export const timelineSections = (timeline: Timeline): readonly Section[] => {
  const marks = legend(timeline)
  return [
    { title: '', blocks: marks === undefined ? [] : [`\n_Marks: ${marks}._\n`] },
    criticalPathSection(timeline),
    handOffSection(timeline),
    skipsSection(timeline),
    attemptsSection(timeline),
    protectionWaitsSection(timeline),
    deploymentsSection(timeline),
    notesSection(timeline),
  ]
}
