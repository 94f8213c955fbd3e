import { buildConvergenceRecord } from '../../converge/build-record.ts'
import { isFailed } from '../../converge/fail-on.ts'
import { redactSecrets } from '../../core/redact/redact.ts'
import type { Environment } from '../../io/env.ts'
import { convergenceMarkdown, convergenceText } from '../../render/convergence/convergence-text.ts'
import { escapeJson } from '../../render/text/escape.ts'
import type { ConvergenceRecord } from '../../schema/converge/convergence-record.ts'
import { EXIT } from '../exit.ts'
import type { ConvergeCommand } from '../inputs/converge-inputs.ts'
import type { CommandOutcome } from '../outcome.ts'
import { checkOutputFile, writeOutputFile } from '../output-file.ts'
import { readRecordedFolder } from './read-recorded.ts'

/**
 * Runs `pipeline-trace converge`: observes deployment targets, or reads a recorded observation, and prints what became of
 * the revision. @throws TraceError USAGE for a folder without a recording.
 */
export const converge = async (
  command: ConvergeCommand,
  environment: Environment,
  progress: (line: string) => void,
): Promise<CommandOutcome> => {
  if (command.output !== undefined) await checkOutputFile(command.output)
  const record = redactSecrets(await observe(command, environment, progress)).value
  const rendered = renderRecord(record, command.format)
  if (command.output !== undefined) await writeOutputFile(command.output, rendered)
  return { output: command.output === undefined ? rendered : '', exitCode: toExitCode(record, command) }
}

const observe = async (
  command: ConvergeCommand,
  environment: Environment,
  progress: (line: string) => void,
): Promise<ConvergenceRecord> => {
  const { from, targets, revision, images, soakMs } = command
  const options = { wanted: { revision, images }, soakMs }
  switch (from.kind) {
    case 'offline': {
      const named = targets.flatMap(target => (target.by === 'name' ? [target.target] : []))
      const recorded = await readRecordedFolder(from.folder, named, options)
      return buildConvergenceRecord(recorded.targets, recorded.gaps)
    }
    case 'online': {
      const { connectClients } = await import('../../cluster/connect-clients.ts')
      const { observeTargets } = await import('../../cluster/observe-targets.ts')
      const inputs = { ...from.online, argocdToken: environment['ARGOCD_TOKEN'] }
      const clients = await connectClients(inputs, targets, environment, command.timeoutMs)
      const observed = await observeTargets(clients, targets, {
        ...options,
        timeoutMs: command.timeoutMs,
        now: Date.now,
        progress,
      })
      return buildConvergenceRecord(observed.targets, observed.gaps)
    }
  }
}

const renderRecord = (record: ConvergenceRecord, format: ConvergeCommand['format']): string => {
  switch (format) {
    case 'json':
      return `${escapeJson(JSON.stringify(record, undefined, 2))}\n`
    case 'markdown':
      return convergenceMarkdown(record)
    case 'text':
      return convergenceText(record)
  }
}

/** An observer turns nothing red: only `--fail-on` makes the answer negative. */
const toExitCode = (record: ConvergenceRecord, { failOn }: ConvergeCommand): number => {
  const { targets, gaps } = record
  if (targets.length === 0 || targets.every(({ reason }) => reason === 'no-object')) return EXIT.nothing
  if (isFailed(record, failOn)) return EXIT.negative
  return gaps.length > 0 || targets.some(({ verdict }) => verdict === 'not-observed') ? EXIT.incomplete : EXIT.ok
}
