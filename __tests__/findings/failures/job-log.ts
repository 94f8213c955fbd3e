import { type LogReading, readLog } from '../../../src/log/read-log.ts'
import { ALL_READERS, type AllReaders } from '../../../src/log/readers.ts'
import type { TimelineStep } from '../../../src/schema/run/run-timeline.ts'
import { failedJob, step } from '../failed-job.ts'

const at = (seconds: number): string =>
  `2026-03-01T10:${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`

export type PrintedStep = {
  /** As GitHub lists it; the header's title where it has no name of its own. */
  readonly name?: string
  /** `Run …`; an action by its reference. */
  readonly title: string
  readonly lines: readonly string[]
  readonly exit?: number | undefined
  readonly outcome?: TimelineStep['outcome']
}

const isAction = (title: string): boolean => title.includes('@')

/** A job's log with one step a minute, and the job as REST lists it. */
export const printJob = (steps: readonly PrintedStep[], more: Parameters<typeof failedJob>[0] = {}) => {
  const lines: string[] = []
  const print = (seconds: number, text: string): void => {
    lines.push(`${at(seconds)}.1234567Z ${text}`)
  }
  print(0, "Current runner version: '2.335.0'")
  for (const { title } of steps)
    if (isAction(title))
      print(1, `Download action repository '${title}' (SHA:5770ad5eb8f42dd2c4f34da00c94c5381e49af88)`)
  print(2, 'Complete job name: build')
  for (const [index, { title, lines: output, exit }] of steps.entries()) {
    const seconds = (index + 1) * 60
    print(seconds, `##[group]Run ${title}`)
    if (!isAction(title)) print(seconds, `\u001b[36;1m${title}\u001b[0m`)
    if (!isAction(title)) print(seconds, 'shell: /usr/bin/bash -e {0}')
    print(seconds, '##[endgroup]')
    for (const text of output) print(seconds + 1, text)
    if (exit !== undefined) print(seconds + 2, `##[error]Process completed with exit code ${exit}.`)
  }
  const job = failedJob({
    steps: [
      step({
        number: 1,
        name: 'Set up job',
        state: 'preparing',
        outcome: 'success',
        start: `${at(0)}Z`,
        end: `${at(3)}Z`,
      }),
      ...steps.map(({ name, title, exit, outcome }, index) =>
        step({
          number: index + 2,
          name: name ?? `Run ${title}`,
          start: `${at((index + 1) * 60)}Z`,
          end: `${at((index + 1) * 60 + 3)}Z`,
          outcome: outcome ?? (exit === 0 ? 'success' : 'failure'),
        }),
      ),
    ],
    ...more,
  })
  return { job, bytes: new TextEncoder().encode(`${lines.join('\n')}\n`), lines }
}

export const readJob = (bytes: Uint8Array): Promise<LogReading<AllReaders>> => readLog([bytes], ALL_READERS)
