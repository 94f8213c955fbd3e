import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRun } from '../../src/cli/read-run.ts'
import type { RunClient } from '../../src/github/rest/client.ts'
import type { RunAnswered } from '../../src/run/observe-run.ts'
import { openFolder } from '../../src/run/offline/open-folder.ts'
import { createRecordingClient } from '../../src/run/offline/recording-client.ts'
import type { LogSource, OtherRun, RunPlace } from '../../src/run/subject.ts'
import type { RunObservation } from '../../src/schema/observed/run-observation.ts'

export const NOW = Date.parse('2026-03-01T11:00:00.123Z')

export type Twice = {
  readonly online: RunAnswered
  readonly folder: RunAnswered
  readonly root: string
}

/** Observes a run through a recording client, then the folder that came of it. The caller removes the folder. */
export const observeTwice = async (client: RunClient, place: RunPlace, logs: LogSource = 'archive'): Promise<Twice> => {
  const root = aFolder()
  const recording = createRecordingClient(client, root, place, logs)
  const online = await observe(recording.client, { kind: 'other-run', ...place }, NOW, logs)
  await recording.finish(online.kind === 'observed' ? online.read.observation.observedAt : undefined)
  return { online, folder: await observeFolder(root), root }
}

export const observe = (client: RunClient, subject: OtherRun, now: number, logs: LogSource): Promise<RunAnswered> =>
  readRun({ client, subject, now: () => now, logs }, () => undefined)

export const observeFolder = async (root: string, attempt?: number): Promise<RunAnswered> => {
  const { client, subject, observedAt, logs } = await openFolder(root, attempt)
  return observe(client, subject, observedAt, logs)
}

/** @throws Error when the run was refused. */
export const observationOf = (answer: RunAnswered): RunObservation => {
  if (answer.kind === 'refused') throw new Error(`refused: ${answer.refusal.detail}`)
  return answer.read.observation
}

const folders: string[] = []

export const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'pipeline-trace-folder-'))
  folders.push(folder)
  return folder
}

export const removeFolders = (): void => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}
