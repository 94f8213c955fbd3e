import type { Step } from '../../model/job-manifest.ts'
import { LIMITS } from '../../model/limits.ts'
import { redactThenCut } from '../../model/redact.ts'
import { toUtc } from '../../model/time.ts'
import type { LogLine } from './log-line.ts'
import type { Section } from './section.ts'

/** Begin of each section as a step, with low confidence: steps inside a composite action look the same. */
export const createStepReader = (): {
  readonly read: (line: LogLine, section: Section) => void
  readonly steps: () => readonly Step[]
  readonly cut: () => boolean
} => {
  const steps: { -readonly [K in keyof Step]: Step[K] }[] = []
  let section: Section | undefined
  let cut = false
  const read = (line: LogLine, where: Section): void => {
    if (where === section) {
      const last = steps.at(-1)
      if (
        where.kind === 'plain' &&
        last !== undefined &&
        /^##\[error\]Process completed with exit code \d{1,10}\.$/.test(line.text)
      )
        last.outcome = 'failure'
      return
    }
    const before = section
    section = where
    if (where.kind === 'set-up' || where.kind === 'prepare') return
    // The next lines of its head showed that the action is a script.
    if (
      before?.kind === 'action' &&
      where.kind === 'plain' &&
      before.time === where.time &&
      before.title === where.title
    )
      steps.pop()
    if (steps.length >= LIMITS.steps) {
      cut = true
      return
    }
    const startedAt = where.time === undefined ? undefined : toUtc(where.time)
    steps.push({
      name: where.kind === 'post' ? 'Post job cleanup' : redactThenCut(where.title, 1_024),
      ...(where.kind === 'post' ? { stage: 'post' } : {}),
      ...(where.kind === 'action' ? { action: where.uses.uses } : {}),
      ...(startedAt === undefined ? {} : { startedAt }),
      source: 'log',
      confidence: 'low',
    })
  }
  return { read, steps: () => steps, cut: () => cut }
}
