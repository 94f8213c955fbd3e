import { redactThenCut } from '../../core/redact/redact.ts'
import type { ControlTrace } from '../../schema/observed/run-observation.ts'
import { after } from '../lines/log-line.ts'
import { listLines } from './timed-event.ts'

const MAX_LINES = 1_000
const MAX_CONDITION = 300

/**
 * Reads GitHub's result for a job's `if` from `system.txt` of the log archive: `Evaluating <key>.if`, `Evaluating:
 * <condition>`, `Expanded: …`, `Result: <value>` (docs.github.com "Troubleshoot workflows", debugging job conditions).
 * The condition is kept as the file has it. `Expanded:` is not read: it repeats values of the event, and anybody may
 * have written them.
 */
export const readEvaluatedCondition = (systemText: string): ControlTrace['condition'] => {
  let found: ControlTrace['condition']
  let isOfIf = false
  let condition: string | undefined
  for (const { text } of listLines(systemText, MAX_LINES)) {
    const evaluated = after(text, 'Evaluating: ')
    const result = after(text, 'Result: ')
    if (evaluated !== undefined) condition = isOfIf ? evaluated.trim() : undefined
    else if (text.startsWith('Evaluating ')) [isOfIf, condition] = [text.endsWith('.if'), undefined]
    else if (result !== undefined && condition !== undefined) {
      // A value outside this list is true, unless it is empty.
      found = { text: redactThenCut(condition, MAX_CONDITION), result: !FALSE.has(result.trim().toLowerCase()) }
      condition = undefined
    }
  }
  return found
}

const FALSE: ReadonlySet<string> = new Set(['false', 'null', '', "''", '0'])
