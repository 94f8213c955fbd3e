import * as z from 'zod/mini'
import { type RunTimeline, runTimeline } from '../model/run-timeline.ts'
import { escapeJson } from './escape.ts'
import { failureSection } from './failure-section.ts'
import { code, link, text } from './markdown.ts'
import { assemble, type Section } from './section.ts'
import { timelineAnswer } from './timeline-answer.ts'
import { barsSection } from './timeline-bars.ts'
import { timelineSections } from './timeline-sections.ts'

/** A file or a terminal has no cap of GitHub's: every row of the largest run that is read fits. */
const MAX_BYTES = 64 * 1_048_576

/** `pipeline-trace report --format markdown`. */
export const renderRunTimeline = (document: RunTimeline): string =>
  assemble(
    [
      {
        title: '',
        blocks: [
          `# ${titleOf(document)}\n\n${incompleteLine(document)}${cutLine(document)}${timelineAnswer(document)}`,
        ],
      },
      failureSection(document),
      ...timelineSections(document),
      barsSection(document),
      gapsSection(document),
    ],
    MAX_BYTES,
  )

/** `pipeline-trace report --format json`: keys in the order of the schema, nothing that a terminal would obey. */
export const renderRunTimelineJson = (document: RunTimeline): string => {
  // A document that breaks its own schema is still what was found: it is printed as it is.
  const { data = document } = z.safeParse(runTimeline, document)
  return escapeJson(`${JSON.stringify(data, null, 2)}\n`)
}

const titleOf = ({ run }: RunTimeline): string => {
  const number = run.number === undefined ? run.runId : `${run.number}`
  const name = `${text(run.repository)} · ${text(run.workflow ?? 'workflow', 160)} · run ${link(number, run.url, run.serverUrl)}`
  return `${name} · attempt ${run.attempt} · ${text((run.conclusion ?? run.status ?? 'conclusion unknown').replace(/_/g, ' '))}`
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

const cutLine = ({ jobs, notShown }: RunTimeline): string => {
  if (notShown === undefined) return ''
  const ended = Object.entries(notShown.ended).map(([word, many]) => `${many} ${text(word.replace(/_/g, ' '), 40)}`)
  return `⚠️ ${jobs.length + notShown.jobs} jobs (${ended.join(', ')}), of which ${notShown.jobs} have no row here; times and counts are of all.\n\n`
}

const gapsSection = ({ gaps }: RunTimeline): Section => ({
  title: 'Gaps',
  blocks: gaps.map(
    ({ field, reason, detail }) =>
      `- ${code(field)}: ${reason.replace(/-/g, ' ')}${detail === undefined ? '' : `, ${text(detail)}`}\n`,
  ),
})
