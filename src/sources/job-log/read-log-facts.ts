import type { Gap } from '../../model/fact.ts'
import { factsOf } from './located-facts.ts'
import type { LogFact } from './log-fact.ts'
import { gapsOfLog } from './log-gaps.ts'
import { type Chunks, type JobLogOptions, readLog } from './read-log.ts'

export type LogReading = {
  /** By line. */
  readonly facts: readonly LogFact[]
  readonly gaps: readonly Gap[]
  readonly lines: number
  readonly bytes: number
}

/** Every fact of a job's log, with its line. What a script prints is believed of that script alone. */
export const readLogFacts = async (chunks: Chunks, options: JobLogOptions = {}): Promise<LogReading> => {
  const { readers, sections, belief, lines, bytes } = await readLog(chunks, options)
  // The heads stand for the steps, each once.
  const { steps: _, ...cuttable } = readers
  return { facts: factsOf(readers, sections.fetched, belief), gaps: gapsOfLog(cuttable, sections), lines, bytes }
}
