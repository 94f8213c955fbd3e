import { FACT_READERS } from '../../src/log/fact-readers.ts'
import { toJobLogFacts } from '../../src/log/job-log-facts.ts'
import { toLogFacts } from '../../src/log/log-facts.ts'
import { type Chunks, type LogOptions, readLog } from '../../src/log/read-log.ts'
import { ALL_READERS } from '../../src/log/readers.ts'
import { type ExactStep, toServiceUses } from '../../src/log/service-uses.ts'
import type { ServiceUse } from '../../src/schema/job/service-use.ts'
import type { EndSignal } from '../../src/schema/observed/run-observation.ts'

export const SHA = '27d5ce7f107fe9357f9df03efb73ab90386fccae'
export const HEX = 'ab'.repeat(32)

/** Lines with the times of a log, one every 100 ns from `2026-08-06T18:23:45.0000000Z`. */
export const timed = (lines: readonly string[]): readonly string[] =>
  lines.map((line, index) => `2026-08-06T18:23:45.${String(index).padStart(7, '0')}Z ${line}`)

/** Set up job that fetched the given actions. */
export const setUp = (...uses: readonly string[]): readonly string[] => [
  "Current runner version: '2.336.0'",
  "Runner name: 'r1'",
  "Runner group name: 'big ones'",
  '##[group]Runner Image Provisioner',
  'Version: 20260213.493',
  '##[endgroup]',
  '##[group]Runner Image',
  'Image: ubuntu-24.04',
  'Version: 20260413.86.1',
  '##[endgroup]',
  '##[group]GITHUB_TOKEN Permissions',
  'Contents: read',
  'PullRequests: write',
  '##[endgroup]',
  'Secret source: Actions',
  'Cache mode: read',
  'Prepare all required actions',
  'Getting action download info',
  ...uses.map(name => `Download action repository '${name}' (SHA:${SHA})`),
  'Complete job name: build (a)',
]

/** Head of an action with its inputs. */
export const head = (uses: string, inputs: readonly string[] = []): readonly string[] => [
  `##[group]Run ${uses}`,
  ...(inputs.length > 0 ? ['with:', ...inputs] : []),
  'env:',
  '  key: not-an-input',
  '##[endgroup]',
]

/** Head of a script step. */
export const script = (line: string): readonly string[] => [
  `##[group]Run ${line}`,
  `\u001b[36;1m${line}\u001b[0m`,
  'shell: /usr/bin/bash -e {0}',
  '##[endgroup]',
]

export const bytesOf = (lines: readonly string[]): readonly Uint8Array[] => [Buffer.from(lines.join('\n'))]

/** A log as the recorder takes it. */
export const readJobLog = async (chunks: Chunks, options?: LogOptions) =>
  toJobLogFacts(await readLog(chunks, FACT_READERS, options))

/** A log as the command line lists it. */
export const readLogFacts = async (chunks: Chunks, options?: LogOptions) => {
  const reading = await readLog(chunks, FACT_READERS, options)
  return { facts: toLogFacts(reading), gaps: reading.gaps, lines: reading.end.lines, bytes: reading.end.bytes }
}

/** How GitHub and the runner ended the job. */
export const readEndSignals = async (text: string): Promise<readonly EndSignal[]> =>
  (await readLog([Buffer.from(text)], ALL_READERS)).endSignals.map(({ value }) => value)

/** Services that the steps named; `exact` are steps whose times are known from elsewhere. */
export const readServices = async (chunks: Chunks, exact?: readonly ExactStep[]): Promise<readonly ServiceUse[]> =>
  toServiceUses(await readLog(chunks, FACT_READERS), exact)

export const read = async (lines: readonly string[], options?: LogOptions) => readJobLog(bytesOf(timed(lines)), options)
