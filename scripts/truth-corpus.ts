import * as z from 'zod/mini'
import type { ServiceUse } from '../src/schema/job/service-use.ts'
import type { Failure } from '../src/schema/run/failure.ts'
import { FAILURE_CLASSES } from '../src/schema/run/failure.ts'

const name = z.string().check(z.minLength(1), z.maxLength(500))

/** `labels.json` of a folder of logs: what a person who read each log says of it (docs/truth.md). */
export const labelledLogs = z.strictObject({
  kind: z.literal('labelled-logs'),
  schemaVersion: z.literal(1),
  logs: z
    .array(
      z.strictObject({
        file: name.check(z.regex(/^[^/\\][^\\]*$/)),
        class: z.union([z.enum(FAILURE_CLASSES), z.literal('none')]),
        /** Further classes that a reader would take. */
        or: z.optional(z.array(z.enum(FAILURE_CLASSES)).check(z.maxLength(5))),
        step: z.optional(name),
        /** Of the evidence or of what the step printed, without regard to case. */
        words: z.optional(name),
        /** Services that failed; an empty list: none did, and one that is named is a false one. */
        failedServices: z.optional(z.array(name).check(z.maxLength(20))),
      }),
    )
    .check(z.minLength(1), z.maxLength(10_000)),
})
export type Label = z.output<typeof labelledLogs>['logs'][number]

/** What was read of one log. */
export type Finding = {
  readonly failure: Pick<Failure, 'class' | 'evidence' | 'step'> | undefined
  readonly quotes: readonly string[]
  readonly services: readonly ServiceUse[]
}

export type Judged = {
  readonly file: string
  readonly expected: Label['class']
  readonly found: string
  readonly class: boolean
  /** Undefined where the label does not tell. */
  readonly step: boolean | undefined
  readonly words: boolean | undefined
  readonly falseServices: readonly string[]
}

export const judge = (label: Label, { failure, quotes, services }: Finding): Judged => {
  const found = failure?.class ?? 'none'
  const said = [...(failure?.evidence ?? []).map(({ quote }) => quote), ...quotes].join('\n').toLowerCase()
  const claimed = services.filter(({ failureCount }) => failureCount > 0).map(({ service }) => service)
  const { failedServices } = label
  return {
    file: label.file,
    expected: label.class,
    found,
    class: found === label.class || (label.or ?? []).some(other => other === found),
    step: label.step === undefined ? undefined : failure?.step?.name === label.step,
    words: label.words === undefined ? undefined : said.includes(label.words.toLowerCase()),
    falseServices:
      failedServices === undefined ? [] : [...new Set(claimed)].filter(service => !failedServices.includes(service)),
  }
}

export type Agreement = { readonly right: number; readonly of: number }

export type Figures = {
  readonly class: Agreement
  /** Of the logs whose cause is more than that a command ended: `command` is what is said where nothing is known. */
  readonly cause: Agreement
  readonly step: Agreement
  readonly words: Agreement
  readonly falseServices: number
}

export const figuresOf = (judged: readonly Judged[]): Figures => {
  const count = (of: readonly (boolean | undefined)[]): Agreement => {
    const told = of.filter(one => one !== undefined)
    return { right: told.filter(Boolean).length, of: told.length }
  }
  const causes = judged.filter(({ expected }) => expected !== 'command' && expected !== 'none')
  return {
    class: count(judged.map(one => one.class)),
    cause: count(causes.map(one => one.class)),
    step: count(judged.map(one => one.step)),
    words: count(judged.map(one => one.words)),
    falseServices: judged.reduce((sum, { falseServices }) => sum + falseServices.length, 0),
  }
}

/** In percent; of nothing all agree. */
export const percent = ({ right, of }: Agreement): number => (of === 0 ? 100 : (100 * right) / of)
