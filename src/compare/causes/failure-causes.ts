import { shortenText } from '../../core/cut-text.ts'
import type { ComparedCause } from '../../schema/questions/comparison.ts'
import type { ChangedInput } from '../compare-inputs.ts'
import { hasFailed } from '../outcome-words.ts'
import type { JobPair } from '../pair-jobs.ts'
import { type CauseContext, MAX_CAUSES, shortenValue } from './cause-context.ts'

/** Finds the differing inputs that an error line of the failed step names, for a job that failed in the later run. */
export const findFailureCauses = (pair: JobPair, { inputs }: CauseContext): ComparedCause[] => {
  const { reported } = pair.after
  if (!hasFailed(reported) || hasFailed(pair.before.reported)) return []
  return (inputs.byPair.get(pair) ?? [])
    .flatMap(({ name, kind, before, after, source }) => {
      const named = reported.failure?.names?.find(one => one.name === name && KINDS[one.kind] === kind)
      return named === undefined || before === undefined || after === undefined
        ? []
        : [
            {
              kind: 'named-by-error' as const,
              what: shortenText(
                `an error line of the failed step (line ${named.lines[0] ?? 0}) names ${name}, which went from ${shortenValue(before)} to ${shortenValue(after)}`,
                500,
              ),
              confidence: 'high' as const,
              source,
            },
          ]
    })
    .slice(0, MAX_CAUSES)
}

/** Which kind of compared input the inputs of a diagnosis are. */
const KINDS: Readonly<Record<string, ChangedInput['kind']>> = {
  package: 'package',
  tool: 'tool',
  image: 'container-image',
  action: 'action',
  'runner-image': 'runner-image',
  variable: 'variable',
}
