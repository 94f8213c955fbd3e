import { JOB_MANIFEST_FILE, RUN_MANIFEST_FILE } from '../core/artifact-name.ts'
import { LIMITS } from '../core/limits.ts'
import { parseHistory } from '../run/history/history-file.ts'
import type { History } from '../schema/history/history.ts'
import type { JobManifest } from '../schema/job/job-manifest.ts'
import {
  parseFindings,
  readJobManifest as parseJobManifest,
  readRunManifest as parseRunManifest,
} from '../schema/read-manifest.ts'
import type { FindingsDocument } from '../schema/run/finding.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import { type ReadSource, readBytes } from './read-bytes.ts'

/*
 * Each reader caps size, depth and number of values before it parses, validates, drops fields that this version does
 * not know, and reads words that a later minor version added as `other`. Nothing is verified: see pipeline-trace/verify.
 */

/** Reads a run manifest; of a folder, its `run-manifest.json`. @throws an error for which `isReadError` holds. */
export const readRunManifest = async (source: ReadSource): Promise<RunManifest> =>
  parseRunManifest(await readBytes(source, RUN_MANIFEST_FILE, LIMITS.runManifest)).value

/** Reads a job manifest; of a folder, its `job-manifest.json`. @throws an error for which `isReadError` holds. */
export const readJobManifest = async (source: ReadSource): Promise<JobManifest> =>
  parseJobManifest(await readBytes(source, JOB_MANIFEST_FILE, LIMITS.jobManifest)).value

/** Reads what `pipeline-trace report --format findings` prints. @throws an error for which `isReadError` holds. */
export const readFindings = async (source: ReadSource): Promise<FindingsDocument> =>
  parseFindings(await readBytes(source, 'findings.json', LIMITS.runManifest)).value

/**
 * Reads the history of a workflow, as JSON or compressed as the report keeps it in a cache.
 * @throws an error for which `isReadError` holds.
 */
export const readHistory = async (source: ReadSource): Promise<History> =>
  parseHistory(await readBytes(source, 'history', LIMITS.historyInflated))
