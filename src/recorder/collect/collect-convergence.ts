import { join } from 'node:path'
import * as z from 'zod/mini'
import { CONVERGENCE_FILE } from '../../core/artifact-name.ts'
import { LIMITS } from '../../core/limits.ts'
import type { Environment } from '../../io/env.ts'
import { readNames } from '../../io/folder-entries.ts'
import { parseJson, readRunnerFile } from '../../io/runner-file.ts'
import { convergenceRecord } from '../../schema/converge/convergence-record.ts'
import type { TargetConvergence } from '../../schema/converge/target-convergence.ts'
import { type Gap, gapFrom, type Reading } from '../../schema/values/fact.ts'

const gap = gapFrom('runner')

/**
 * Reads the records that the action converge left in RUNNER_TEMP; undefined where there is none. Any step of the job can
 * write such a file: what it says is the job's own word.
 */
export const collectConvergence = async (
  environment: Environment,
): Promise<Reading<readonly TargetConvergence[] | undefined>> => {
  const folder = environment['RUNNER_TEMP'] ?? ''
  if (folder === '') return { value: undefined, gaps: [] }
  const isRecord = (name: string): boolean => name.startsWith(CONVERGENCE_FILE) && name.endsWith('.json')
  const names = (await readNames(folder, isRecord)).sort().slice(0, LIMITS.convergenceTargets)
  if (names.length === 0) return { value: undefined, gaps: [] }
  const found = await Promise.all(names.map(name => readRecord(join(folder, name))))
  return {
    value: found.flatMap(({ value }) => value).slice(0, LIMITS.convergenceTargets),
    gaps: found.flatMap(({ gaps }) => gaps).slice(0, 1),
  }
}

const readRecord = async (path: string): Promise<Reading<readonly TargetConvergence[]>> => {
  const file = await readRunnerFile(path, LIMITS.convergenceRecord)
  if (file.kind === 'unread') return { value: [], gaps: [toGap(file.reason)] }
  const parsed = z.safeParse(convergenceRecord, parseJson(file.text))
  return parsed.success
    ? { value: parsed.data.targets.map(shortenTarget), gaps: [] }
    : { value: [], gaps: [toGap('malformed')] }
}

const toGap = (reason: Gap['reason']): Gap => gap('convergence', reason, 'a convergence record could not be read')

/** The manifest keeps the verdict and its evidence whole; the record in RUNNER_TEMP has every transition. */
const shortenTarget = (target: TargetConvergence): TargetConvergence => ({
  ...target,
  transitions: target.transitions.slice(0, LIMITS.manifestTransitions),
  resources: target.resources.slice(0, LIMITS.manifestResources),
  history: target.history.slice(-LIMITS.manifestResources),
})
