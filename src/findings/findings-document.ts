import { FINDINGS_VERSION, type FindingsDocument } from '../schema/run/finding.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'

/** Returns the findings of a run as a document of their own; undefined where findings were not looked for. */
export const toFindingsDocument = ({ tool, correlationId, run, findings }: RunManifest): FindingsDocument | undefined =>
  findings && {
    kind: 'findings',
    schemaVersion: FINDINGS_VERSION,
    tool,
    correlationId,
    attempt: run.attempt.value,
    ...findings,
  }
