import { randomUUID } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { artifactsList, declareArtifacts } from './declared-artifacts.ts'
import type { Execution } from './job.ts'
import { prependPath, setEnvironment } from './job-environment.ts'
import { parseKeyValueFile } from './key-value-file.ts'
import { readStepText, removeAnyway, sizeOfStepFile } from './step-file.ts'
import { messageOf } from './unsupported.ts'

/** File commands by their name in messages (github context key), with prefix of the file (FileCommandManager.cs). */
const FILES = {
  path: 'add_path_',
  env: 'set_env_',
  step_summary: 'step_summary_',
  state: 'save_state_',
  output: 'set_output_',
  artifacts: 'artifacts_',
  artifacts_list: 'artifacts_list_',
} as const
type FileCommand = keyof typeof FILES

export type FileCommands = {
  /** GITHUB_PATH, GITHUB_ENV, … */
  readonly environment: Readonly<Record<string, string>>
  /** Reads what the step wrote, takes effect, deletes the files. @returns whether all could be processed. */
  readonly process: () => boolean
}

/** A step summary over this is dropped whole (FileCommandManager.cs CreateStepSummaryCommand). */
const MAX_SUMMARY_BYTES = 1_048_576

/** Creates the empty files for one stage of one step; $GITHUB_ARTIFACTS_LIST is filled. */
export const openFileCommands = (
  execution: Execution,
  setOutput: (name: string, value: string) => void,
): FileCommands => {
  const { job } = execution
  const suffix = randomUUID()
  const names = Object.keys(FILES) as FileCommand[]
  const file = (name: FileCommand): string => join(job.root.fileCommands, `${FILES[name]}${suffix}`)
  for (const name of names) writeFileSync(file(name), name === 'artifacts_list' ? artifactsList(job.declared) : '')
  const processOne: Record<FileCommand, (path: string) => void> = {
    path: path => addPaths(execution, readStepText(path)),
    env: path => setVariables(execution, readStepText(path)),
    step_summary: path => addSummary(execution, path),
    state: path => {
      for (const [name, value] of parseKeyValueFile(readStepText(path))) execution.step.state.set(name, value)
    },
    output: path => {
      for (const [name, value] of parseKeyValueFile(readStepText(path))) setOutput(name, value)
    },
    artifacts: path => {
      const added = declareArtifacts(readStepText(path), job.root.workspace, job.declared)
      if (added > 0)
        job.log.write(`Captured ${added} artifact subject(s) from this step (job total: ${job.declared.size}).`)
    },
    artifacts_list: () => undefined,
  }
  return {
    environment: Object.fromEntries(names.map(name => [`GITHUB_${name.toUpperCase()}`, file(name)])),
    process: () => {
      let processed = true
      for (const name of names) {
        try {
          if (existsSync(file(name))) processOne[name](file(name))
        } catch (error) {
          processed = false
          for (const message of [`Unable to process file command '${name}' successfully.`, messageOf(error)]) {
            job.log.error(message)
            execution.errors.push(message)
          }
        }
        removeAnyway(file(name))
      }
      return processed
    },
  }
}

const addPaths = ({ job }: Execution, text: string): void => {
  for (const line of text.split(/\r?\n/).filter(item => item !== '')) prependPath(job, line)
}

const setVariables = (execution: Execution, text: string): void => {
  for (const [name, value] of parseKeyValueFile(text))
    setEnvironment(execution, name, value, "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.")
}

const addSummary = (execution: Execution, path: string): void => {
  const size = sizeOfStepFile(path)
  if (size === 0) return
  if (size > MAX_SUMMARY_BYTES) {
    const message = `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${MAX_SUMMARY_BYTES / 1_024}k, got ${Math.floor(size / 1_024)}k. For more information see: https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-markdown-summary`
    execution.job.log.error(message)
    execution.errors.push(message)
    return
  }
  execution.job.summaries.push(execution.job.mask.mask(readStepText(path)))
}
