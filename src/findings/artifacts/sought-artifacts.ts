import { LIMITS } from '../../core/limits.ts'
import type { FailureReading } from '../../log/failure-reading.ts'
import { findAction } from '../../log/steps/log-step.ts'

/**
 * Lists the artifacts of this run that steps of a job asked for by name and did not find. actions/download-artifact
 * fails then, and shows the name among its inputs; with a token and `run-id` it looks in another run
 * (src/download-artifact.ts).
 */
export const listSought = (reading: FailureReading | undefined): readonly string[] => {
  const names = (reading?.failures ?? []).flatMap(({ value, step }) => {
    if (value.kind !== 'sign' || value.rule !== 'artifact-missing') return []
    const { uses, inputs } = findAction(step) ?? {}
    const isOfRun = (inputs?.get('github-token') ?? '') === ''
    const isDownload = /^actions\/download-artifact$/i.test(uses?.action ?? '')
    return isDownload && isOfRun ? (inputs?.get('name')?.trim() ?? []) : []
  })
  return [...new Set(names)].filter(name => name !== '').slice(0, LIMITS.soughtArtifacts)
}
