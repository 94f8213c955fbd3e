import type { Comparison } from '../../schema/questions/comparison.ts'
import type { Part } from '../screen/document.ts'
import { toSections } from '../screen/print-markdown.ts'
import { toTerminal } from '../screen/print-terminal.ts'
import { assemble } from '../text/section.ts'
import { behaviourPart } from './diff-behaviour.ts'
import { inputsPart } from './diff-inputs.ts'
import { headPart, notComparablePart } from './diff-runs.ts'
import { timePart } from './diff-time.ts'

/** Renders `pipeline-trace diff --format markdown`. */
export const renderComparisonMarkdown = (comparison: Comparison, maxBytes: number): string =>
  assemble(toSections(toParts(comparison), getServer(comparison)), maxBytes)

/** Renders `pipeline-trace diff --format text`. */
export const renderComparisonText = (comparison: Comparison, hasColour: boolean): string =>
  toTerminal(toParts(comparison), hasColour)

/** The first screen: the difference of time with its largest parts, what went in, what the runs did, what is left out. */
const toParts = (comparison: Comparison): readonly Part[] => [
  headPart(comparison),
  timePart(comparison),
  inputsPart(comparison),
  behaviourPart(comparison),
  notComparablePart(comparison),
]

/** A link leads to a page of one server; runs of two servers have none. */
const getServer = ({ before, after }: Comparison): string | undefined =>
  before.serverUrl === after.serverUrl ? after.serverUrl : undefined
