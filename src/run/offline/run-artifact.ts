import { realpath } from 'node:fs/promises'
import { RUN_MANIFEST_FILE } from '../../core/artifact-name.ts'
import { TraceError, toOneLine } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import { readRunManifest } from '../../schema/read-manifest.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { readFolderFile } from './folder-file.ts'

/** An unpacked run artifact: the account that a report wrote. */
export type RunArtifact = { readonly manifest: RunManifest; readonly place: string }

/**
 * Opens the account in a folder that holds an unpacked run artifact and no answers of GitHub; undefined for any other
 * folder. The account is read as the file states it: nothing of it is verified here.
 * @throws TraceError USAGE for an account that cannot be read.
 */
export const openRunArtifact = async (folder: string): Promise<RunArtifact | undefined> => {
  const root = await realpath(folder).catch(() => undefined)
  if (root === undefined) return undefined
  const answers = await readFolderFile(root, 'run.json', 0)
  const read = answers.state === 'missing' ? await readFolderFile(root, RUN_MANIFEST_FILE, LIMITS.runManifest) : answers
  if (answers.state !== 'missing' || read.state === 'missing') return undefined
  if (read.state === 'refused') throw unusable(read.detail)
  try {
    return { manifest: readRunManifest(read.bytes).value, place: folder }
  } catch (error) {
    throw unusable(toOneLine(error))
  }
}

const unusable = (why: string): TraceError =>
  new TraceError('USAGE', `${RUN_MANIFEST_FILE} cannot be read: ${redactThenCut(why, 300)}`, {
    hint: 'Give the folder of an unpacked pipeline-trace-run artifact, or one that pipeline-trace fetch made',
  })

/** Returns the line that names the author of the account and how to verify it. */
export const originLine = ({ run, reporter, reportedAt, signing }: RunManifest, place: string): string => {
  const by =
    reporter === undefined
      ? 'nobody names who wrote it'
      : `written by run ${reporter.runId}, attempt ${reporter.attempt}`
  return (
    `Shown from ${RUN_MANIFEST_FILE}, the account of run ${run.runId.value} of ${run.repository.value} of ${reportedAt} ` +
    `(${by}; it states signing: ${signing.mode}). Nothing was verified here: pipeline-trace verify ${place} checks who signed it.`
  )
}
