import { stateSigning } from '../../src/account/state-signing.ts'
import { LOGS } from '../../src/cli/inputs/online-inputs.ts'
import { getReadAccount, readRun } from '../../src/cli/read-run.ts'
import { quoteFailures } from '../../src/findings/failures/decide-failure.ts'
import { renderCheckRun } from '../../src/render/check-run-body.ts'
import { openFolder } from '../../src/run/offline/open-folder.ts'
import { buildRunTimeline } from '../../src/timeline/build-run-timeline.ts'
import { toMarkdown } from '../demo-reports.ts'

/** Renders the check run of a run that is saved in a folder. @throws Error for a folder that cannot be read. */
export const renderFolder = async (folder: string): Promise<string> => {
  const { client, subject, observedAt, logs = LOGS } = await openFolder(folder, undefined)
  const wanted = { client, subject, now: () => observedAt, logs }
  const answer = await readRun(wanted, () => undefined)
  if (answer.kind === 'refused') throw new Error(`${folder}: ${answer.refusal.detail}`)
  const { read } = answer
  const { account } = await getReadAccount(wanted, read, { allowed: 0, used: 0 })
  const { manifest } = stateSigning(account, { mode: 'keyless', reason: 'automatic' })
  const ends = { ...read.observation, readings: read.failureReadings, services: read.logs.services }
  return toMarkdown(renderCheckRun(manifest, { quotes: quoteFailures(buildRunTimeline(read.observation), ends) }))
}
