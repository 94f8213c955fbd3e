import type { ReplayAssessment } from '../../schema/questions/replay-assessment.ts'
import { type Block, code, joined, type Line, linked, type Part, paragraph, strong, text } from '../screen/document.ts'
import { INPUT_WORDS, renderUnknownJobs } from './replay-words.ts'

/** Renders which run is assessed, and how far it can be believed. */
export const headPart = ({ run }: ReplayAssessment): Part => {
  const { repository, number, runId, attempt, url, result, event, commit, createdAt, signed } = run
  const name = number === undefined ? `run ${runId}` : `run #${number}`
  const facts: readonly Line[] = [
    linked(url, result),
    ...(event === undefined ? [] : [[text(event, 60)]]),
    ...(commit === undefined ? [] : [['commit ', code(commit.slice(0, 12))]]),
    ...(createdAt === undefined ? [] : [[text(createdAt.slice(0, 19), 19), 'Z']]),
    [SIGNED[signed]],
  ]
  return {
    title: '',
    blocks: [
      {
        kind: 'heading',
        mark: 'plain',
        line: [text(repository, 160), `: ${name}`, ...(attempt > 1 ? [` (attempt ${attempt})`] : []), ', repeated'],
      },
      paragraph(...joined(facts, ' · ')),
    ],
  }
}

const SIGNED: Readonly<Record<ReplayAssessment['run']['signed'], string>> = {
  verified: 'signature verified',
  unverified: '⚠️ signature not verified',
  unsigned: 'unsigned',
  other: 'signature not known',
}

/** Renders the score, never without its parts. */
export const scorePart = ({ score: { percent, parts, unknown } }: ReplayAssessment): Part => {
  const counted = parts.filter(({ weight }) => weight > 0)
  const table: readonly Block[] =
    counted.length === 0
      ? []
      : [
          {
            kind: 'table',
            head: [
              { title: 'Inputs' },
              { title: 'Pinned', align: 'right' },
              { title: 'May differ', align: 'right' },
              { title: 'Share', align: 'right' },
              { title: 'Weight', align: 'right' },
            ],
            rows: counted.map(({ kind, pinned, open, share, weight, unknownJobs }) => [
              [INPUT_WORDS[kind], renderUnknownJobs(unknownJobs)],
              [String(pinned)],
              [String(open)],
              [`${share ?? 0} %`],
              [String(weight)],
            ]),
          },
        ]
  return {
    title: '',
    blocks: [
      paragraph(
        percent === undefined
          ? strong('How far the run can be repeated is not known: no input of it was recorded.')
          : strong(`${percent} % of what is known of its inputs is pinned`),
        ...(percent === undefined ? [] : [', by the weights of the table.']),
      ),
      ...table,
      ...(unknown.length === 0
        ? []
        : [paragraph(`Not known, and not counted: ${unknown.map(kind => INPUT_WORDS[kind]).join(', ')}.`)]),
    ],
  }
}
