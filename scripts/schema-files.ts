import * as z from 'zod/mini'
import { CONVERGENCE_VERSION, convergenceRecord } from '../src/schema/converge/convergence-record.ts'
import { HISTORY_VERSION, history } from '../src/schema/history/history.ts'
import { jobManifest } from '../src/schema/job/job-manifest.ts'
import { COMPARISON_VERSION, comparison } from '../src/schema/questions/comparison.ts'
import { REPLAY_VERSION, replayAssessment } from '../src/schema/questions/replay-assessment.ts'
import { TRACE_VERSION, traceDocument } from '../src/schema/questions/trace-document.ts'
import { configuration } from '../src/schema/run/configuration.ts'
import { FINDINGS_VERSION, findingsDocument } from '../src/schema/run/finding.ts'
import { policy } from '../src/schema/run/policy.ts'
import { runManifest } from '../src/schema/run/run-manifest.ts'
import { runTimeline } from '../src/schema/run/run-timeline.ts'
import { SCHEMA_VERSION } from '../src/schema/values/version.ts'

/** The JSON Schemas as they must stand in schema/, by path. `io: input`: what a reader accepts, other enum values too. */
export const schemaFiles = (): Readonly<Record<string, string>> => ({
  'schema/comparison.schema.json': toText(
    comparison,
    'comparison',
    'Comparison of pipeline-trace',
    COMPARISON,
    COMPARISON_VERSION,
  ),
  'schema/configuration.schema.json': toText(
    configuration,
    'configuration',
    'Configuration file of pipeline-trace',
    CONFIGURATION,
    '1',
  ),
  'schema/convergence-record.schema.json': toText(
    convergenceRecord,
    'convergence-record',
    'Convergence record of pipeline-trace',
    CONVERGENCE,
    CONVERGENCE_VERSION,
  ),
  'schema/findings.schema.json': toText(
    findingsDocument,
    'findings',
    'Findings of pipeline-trace',
    FINDINGS,
    FINDINGS_VERSION,
  ),
  'schema/history.schema.json': toText(history, 'history', 'History of pipeline-trace', HISTORY, HISTORY_VERSION),
  'schema/job-manifest.schema.json': toText(jobManifest, 'job-manifest', 'Job manifest of pipeline-trace', JOB),
  'schema/policy.schema.json': toText(policy, 'policy', 'Policy file of pipeline-trace', POLICY, '1'),
  'schema/replay-assessment.schema.json': toText(
    replayAssessment,
    'replay-assessment',
    'Replay assessment of pipeline-trace',
    REPLAY,
    REPLAY_VERSION,
  ),
  'schema/run-manifest.schema.json': toText(runManifest, 'run-manifest', 'Run manifest of pipeline-trace', RUN),
  'schema/trace.schema.json': toText(traceDocument, 'trace', 'Trace of pipeline-trace', TRACE, TRACE_VERSION),
  'schema/run-timeline.schema.json': toText(runTimeline, 'run-timeline', 'Run timeline of pipeline-trace', TIMELINE),
})

const COMPARISON =
  'What `pipeline-trace diff --format json` prints: what changed from one run to another, in what went in and in what it did.'
const CONFIGURATION =
  '`.github/pipeline-trace.yml` of the default branch: rules, findings to ignore, thresholds. Unknown keys are errors.'
const CONVERGENCE =
  'What `pipeline-trace converge` prints: what was observed of each deployment target. A reader ignores fields it does not know and refuses another major version of schemaVersion.'
const FINDINGS = 'The failure modes that a run shows, by rank. The run manifest holds the same under `findings`.'
const HISTORY =
  'The compact past of one workflow, which the report job keeps in a cache. A reader refuses another major version of schemaVersion.'
const JOB =
  'What the recorder writes: one per job and attempt. A reader ignores fields it does not know and refuses another major version of schemaVersion.'
const POLICY = 'What input `policy` of the report names: the rules that a run is held against. Unknown keys are errors.'
const REPLAY =
  'What `pipeline-trace replay --format json` prints: what a repetition of a run would use, and what has changed since.'
const RUN =
  'What the report job writes: the whole run, all jobs accounted for. A reader ignores fields it does not know and refuses another major version of schemaVersion.'
const TIMELINE =
  'What `pipeline-trace report --format json` prints: where the time of a run went. A reader ignores fields it does not know and refuses another major version of schemaVersion.'

const TRACE = 'What `pipeline-trace trace --format json` prints: chains of facts from many run manifests.'

const toText = (
  schema: z.core.$ZodType,
  name: string,
  title: string,
  description: string,
  version = SCHEMA_VERSION,
): string => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return `${JSON.stringify({ $schema, $id: `urn:pipeline-trace:${name}:${version}`, title, description, ...rest }, null, 2)}\n`
}
