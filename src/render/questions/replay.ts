import type { ReplayAssessment } from '../../schema/questions/replay-assessment.ts'
import { code, type Part, paragraph } from '../screen/document.ts'
import { toSections } from '../screen/print-markdown.ts'
import { toTerminal } from '../screen/print-terminal.ts'
import { showHidden } from '../text/escape.ts'
import { assemble } from '../text/section.ts'
import { openPart, pinnedPart } from './replay-inputs.ts'
import { presentPart } from './replay-present.ts'
import { headPart, scorePart } from './replay-score.ts'

/** Renders `pipeline-trace replay --format markdown`. */
export const renderReplayMarkdown = (assessment: ReplayAssessment, maxBytes: number): string =>
  assemble(
    [
      ...toSections(toParts(assessment), assessment.run.serverUrl),
      { title: CHECKOUT, blocks: [fence(assessment.commands.checkout)] },
    ],
    maxBytes,
  )

/** Renders `pipeline-trace replay --format text`. */
export const renderReplayText = (assessment: ReplayAssessment, hasColour: boolean): string =>
  `${toTerminal([...toParts(assessment), { title: CHECKOUT, blocks: [paragraph(INDENTED)] }], hasColour)}\n${indent(assessment.commands.checkout)}`

const CHECKOUT = 'Check the same inputs out'
const INDENTED = 'A shell script; every name of the run in it is quoted:'

const toParts = (assessment: ReplayAssessment): readonly Part[] => [
  headPart(assessment),
  scorePart(assessment),
  openPart(assessment),
  presentPart(assessment),
  pinnedPart(assessment),
  rerunPart(assessment),
]

/** docs.github.com "Re-running workflows and jobs"; "Reusing workflow configurations" for called workflows. */
const rerunPart = ({ commands: { rerun, rerunUntil } }: ReplayAssessment): Part => ({
  title: 'Run it again',
  blocks: [
    {
      kind: 'list',
      items: [
        [code(rerun, 600)],
        [
          'A re-run has the commit, the ref, the event and the workflow file of the first attempt; a called workflow that is named by a branch or a tag is read anew',
        ],
        [
          'GitHub takes it up to 30 days after the first attempt',
          ...(rerunUntil === undefined ? [] : [`: until ${rerunUntil.slice(0, 16)}Z`]),
        ],
      ],
    },
  ],
})

/** A fence that no line of the script can close: longer than every run of backticks in it (CommonMark §4.5). */
const fence = (script: string): string => {
  const longest = Math.max(0, ...(script.match(/`+/g) ?? []).map(run => run.length))
  const marks = '`'.repeat(Math.max(3, longest + 1))
  return `${marks}sh\n${showLines(script).join('\n')}\n${marks}\n`
}

const showLines = (script: string): readonly string[] => script.trimEnd().split('\n').map(showHidden)

const indent = (script: string): string => `${showLines(script).join('\n')}\n`
