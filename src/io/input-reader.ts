import * as z from 'zod/mini'
import { TraceError } from '../core/error.ts'
import { type Environment, readInput } from './env.ts'

/** Reads the inputs of an action one by one and collects the faults, so that one error can name them all. */
export type InputReader = {
  /** Returns the input as given, trimmed; '' if absent. */
  readonly text: (name: string) => string
  /**
   * Parses the input with a schema. Returns `fallback` for an absent or invalid input; an invalid one is noted with its
   * remedy.
   */
  readonly read: <T>(name: string, schema: z.ZodMiniType<T>, fallback: T, remedy: string) => T
  readonly oneOf: <const T extends readonly string[]>(name: string, values: T, fallback: T[number]) => T[number]
  readonly flag: (name: string, fallback: boolean) => boolean
  readonly whole: <F extends number | undefined>(name: string, min: number, max: number, fallback: F) => number | F
  /** Returns an http(s) URL, or ''. */
  readonly url: (name: string) => string
  /** Returns the id of a job, or ''. */
  readonly jobId: (name: string) => string
  /**
   * Returns the texts between commas and line ends, without duplicates. A fault notes texts that are not `good` or
   * exceed the maximum, without their content.
   */
  /** Commas and line ends separate the items, unless `split` knows better. */
  readonly list: (
    name: string,
    max: number,
    good: (item: string) => boolean,
    remedy: string,
    split?: (text: string) => readonly string[],
  ) => readonly string[]
  /** Notes an invalid input that the caller itself read. */
  readonly reject: (name: string, remedy: string) => void
  /** Returns one error for all invalid inputs, undefined if there is none. */
  readonly problem: () => TraceError | undefined
}

const flagText = z.pipe(
  z.enum(['true', 'false']),
  z.transform(value => value === 'true'),
)
const urlText = z.string().check(z.regex(/^https?:\/\/[^\s]{1,300}$/))
const idText = z.string().check(z.regex(/^\d{1,20}$/))
const wholeText = (min: number, max: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d{1,6}$/)),
    z.pipe(z.transform(Number), z.int().check(z.minimum(min), z.maximum(max))),
  )

export const createInputReader = (environment: Environment): InputReader => {
  const problems: string[] = []
  const reject = (name: string, remedy: string): void => {
    problems.push(`${name}: ${remedy}`)
  }
  const read = <T>(name: string, schema: z.ZodMiniType<T>, fallback: T, remedy: string): T => {
    const given = readInput(environment, name)
    if (given === '') return fallback
    const parsed = z.safeParse(schema, given)
    if (parsed.success) return parsed.data
    reject(name, remedy)
    return fallback
  }
  return {
    text: name => readInput(environment, name),
    read,
    reject,
    oneOf: (name, values, fallback) =>
      read(name, z.enum<readonly (typeof values)[number][]>(values), fallback, `use ${values.join(', ')}`),
    flag: (name, fallback) => read(name, flagText, fallback, 'use true or false'),
    whole: (name, min, max, fallback) =>
      read<number | typeof fallback>(name, wholeText(min, max), fallback, `use a whole number from ${min} to ${max}`),
    url: name => read(name, urlText, '', 'use an http(s) URL'),
    list: (name, max, good, remedy, split = splitList) => {
      const given = new Set(
        split(readInput(environment, name))
          .map(item => item.trim())
          .filter(item => item !== ''),
      )
      const fit = [...given].filter(good)
      if (fit.length < given.size) reject(name, remedy)
      if (fit.length > max) reject(name, `name at most ${max}`)
      return fit.slice(0, max)
    },
    jobId: name => read(name, idText, '', 'leave it to its default'),
    problem: () =>
      problems.length === 0
        ? undefined
        : new TraceError('INPUT_INVALID', `inputs that could not be used: ${problems.join('; ')}`, {
            hint: 'The default was taken for each',
          }),
  }
}

const splitList = (text: string): readonly string[] => text.split(/[,\r\n]/)
