import { compareRuns } from '../../compare/compare-runs.ts'
import { LIMITS } from '../../core/limits.ts'
import { knownValues, redactSecrets } from '../../core/redact/redact.ts'
import { renderComparisonMarkdown, renderComparisonText } from '../../render/questions/diff.ts'
import { escapeJson } from '../../render/text/escape.ts'
import type { Comparison } from '../../schema/questions/comparison.ts'
import { EXIT } from '../exit.ts'
import type { DiffCommand, DiffFormat } from '../inputs/diff-inputs.ts'
import type { SourceOperand } from '../inputs/source-operands.ts'
import type { CommandOutcome } from '../outcome.ts'
import { checkOutputFile } from '../output-file.ts'
import { isShown, type Terminal, writeAnswer } from './answer.ts'
import { readSource } from './read-source.ts'

/**
 * Runs `pipeline-trace diff`: what changed from one run to another. Both runs are read first; a run that cannot be read
 * has no comparison, and an exit code of its own.
 * @throws TraceError USAGE for a source or an output file that cannot be used.
 */
export const diff = async (
  command: DiffCommand,
  now: () => number,
  progress: (line: string) => void,
  terminal: Terminal,
): Promise<CommandOutcome> => {
  if (command.output !== undefined) await checkOutputFile(command.output)
  const context = { now, progress, trustedRoot: command.trustedRoot }
  const before = await readSource(command.before, context)
  if (before.kind === 'refused') return { output: '', exitCode: EXIT.nothing, errors: [before.line] }
  const after = await readSource(command.after, context)
  if (after.kind === 'refused') return { output: '', exitCode: EXIT.nothing, errors: [after.line] }
  const compared = compareRuns(before.source, after.source)
  const document = redactSecrets(compared, knownValues(listTokens(command))).value
  const format = command.format ?? (isShown(command, terminal) ? 'text' : 'markdown')
  const hasColour = isShown(command, terminal) && terminal.hasColour
  return writeAnswer(command, render(document, format, hasColour), isPartial(document) ? EXIT.incomplete : EXIT.ok)
}

const listTokens = ({ before, after }: DiffCommand): readonly (string | undefined)[] => [
  getToken(before),
  getToken(after),
]

const getToken = (operand: SourceOperand): string | undefined =>
  operand.kind === 'run' ? operand.online.token : undefined

const render = (document: Comparison, format: DiffFormat, hasColour: boolean): string => {
  switch (format) {
    case 'json':
      return escapeJson(`${JSON.stringify(document, null, 2)}\n`)
    case 'markdown':
      return renderComparisonMarkdown(document, LIMITS.reportFile)
    case 'text':
      return renderComparisonText(document, hasColour)
  }
}

const PARTIAL: ReadonlySet<string> = new Set(['rows-cut', 'in-progress', 'no-times', 'not-recorded'])

/** Whether a part of one of both runs is not known. That the runs are of other kinds makes no comparison incomplete. */
const isPartial = ({ notComparable }: Comparison): boolean => notComparable.some(({ reason }) => PARTIAL.has(reason))
