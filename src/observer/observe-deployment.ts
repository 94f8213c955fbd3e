import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connectClients } from '../cluster/connect-clients.ts'
import { observeTargets } from '../cluster/observe-targets.ts'
import { buildConvergenceRecord } from '../converge/build-record.ts'
import { isFailed } from '../converge/fail-on.ts'
import { CONVERGENCE_FILE } from '../core/artifact-name.ts'
import { toOneLine } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { knownValues, redactSecrets } from '../core/redact/redact.ts'
import type { Environment } from '../io/env.ts'
import { convergenceMarkdown } from '../render/convergence/convergence-text.ts'
import { writeSummary, writeValues } from '../runner/job-files.ts'
import type { ConvergenceRecord } from '../schema/converge/convergence-record.ts'
import { type ObserverInputs, readInputs } from './inputs.ts'

/** What the observer writes to the log of its step. */
export type StepLog = { readonly line: (text: string) => void; readonly notice: (text: string) => void }

/**
 * Observes the targets, writes the record, the job summary and the outputs, and returns the exit code of the step. Nothing
 * but input `fail-on` turns the step red.
 */
export const observeDeployment = async (
  environment: Environment,
  log: StepLog,
  signal: AbortSignal,
): Promise<number> => {
  const { inputs, problem } = readInputs(environment)
  if (problem !== undefined) log.notice(toOneLine(problem))
  const secrets = knownValues([inputs.clients.argocdToken])
  const record = redactSecrets(await observe(inputs, environment, log, signal), secrets).value
  const file = await writeRecord(record, environment, log)
  writeSummary(environment['GITHUB_STEP_SUMMARY'], toSummary(record))
  writeValues(environment['GITHUB_OUTPUT'], { verdict: toVerdict(record), record: file })
  for (const { target, verdict } of record.targets) log.line(`${target.kind} ${target.name}: ${verdict}`)
  return isFailed(record, inputs.failOn) ? 1 : 0
}

const observe = async (
  inputs: ObserverInputs,
  environment: Environment,
  log: StepLog,
  signal: AbortSignal,
): Promise<ConvergenceRecord> => {
  const { targets, clients, revision, images, soakMs, timeoutMs } = inputs
  try {
    const connected = await connectClients(clients, targets, environment, timeoutMs)
    const observed = await observeTargets(connected, targets, {
      wanted: { revision, images },
      soakMs,
      timeoutMs,
      now: Date.now,
      progress: log.line,
      signal,
    })
    return buildConvergenceRecord(observed.targets, observed.gaps)
  } catch (error) {
    const detail = toOneLine(error)
    log.notice(`observing the deployment: ${detail}`)
    return buildConvergenceRecord([], [{ field: 'targets', reason: 'not-readable', detail: detail.slice(0, 300) }])
  }
}

/** A name of its own in the folder that the runner empties after the job: a job may observe several times. */
const writeRecord = async (
  record: ConvergenceRecord,
  environment: Environment,
  log: StepLog,
): Promise<string | undefined> => {
  const folder = environment['RUNNER_TEMP'] ?? ''
  if (folder === '') return undefined
  const file = join(folder, `${CONVERGENCE_FILE}${randomUUID()}.json`)
  try {
    await writeFile(file, `${JSON.stringify(record)}\n`, { flag: 'wx' })
    return file
  } catch (error) {
    log.notice(`writing the convergence record: ${toOneLine(error)}. The job summary has it`)
    return undefined
  }
}

/** The runner drops a summary over its cap as a whole. */
const toSummary = (record: ConvergenceRecord): string => {
  const markdown = convergenceMarkdown(record)
  const isFit = Buffer.byteLength(markdown) < LIMITS.stepSummary / 2
  return isFit ? markdown : convergenceMarkdown({ ...record, targets: record.targets.slice(0, 10) })
}

const toVerdict = ({ targets }: ConvergenceRecord): string => {
  const verdicts = new Set<string>(targets.map(({ verdict }) => verdict))
  return verdicts.size > 1 ? 'mixed' : ([...verdicts][0] ?? 'not-observed')
}
