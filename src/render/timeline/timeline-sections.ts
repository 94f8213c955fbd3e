import type { Timeline } from '../../schema/run/run-timeline.ts'
import type { Section } from '../text/section.ts'
import { skipsSection } from '../timeline-skips.ts'
import { attemptsSection } from './timeline-attempts.ts'
import { legend } from './timeline-bars.ts'
import { handOffSection } from './timeline-jobs.ts'
import { notesSection } from './timeline-notes.ts'
import { criticalPathSection } from './timeline-path.ts'
import { deploymentsSection, protectionWaitsSection } from './timeline-protection.ts'

/** The timeline for people, what matters most first; a section without blocks has nothing to say. */
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
