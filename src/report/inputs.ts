import * as z from 'zod/mini'
import { type Environment, readInput } from '../env.ts'
import { TraceError } from '../model/error.ts'
import type { Needs } from './merge/job-key.ts'

export type CheckRunMode = 'separate' | 'own-job' | 'both' | 'off'

/** The inputs of report/action.yml, typed. '' stands for "not given" where a text may be absent. */
export type ReportInputs = {
  /** Undefined when `needs` was not given or could not be read. */
  readonly needs: Needs | undefined
  readonly checkRun: CheckRunMode
  readonly signing: 'auto' | 'keyless' | 'key' | 'none'
  readonly signingKey: string
  readonly fulcioUrl: string
  readonly rekorUrl: string
  readonly tsaUrl: string
  readonly trustedRoot: string
  readonly publicLog: boolean
  readonly keepJobManifests: boolean
  readonly retentionDays: number | undefined
  readonly apiBudget: number
  readonly strict: boolean
  readonly token: string
  /** Id of the report's own job, '' on a runner that does not know it. */
  readonly jobId: string
}

/** What was read, and the error that names every bad input; bad ones have their default. */
export type InputsRead = { readonly inputs: ReportInputs; readonly problem: TraceError | undefined }

/** `needs` of 256 jobs without outputs is below 20 KB; outputs may add to it. */
const MAX_NEEDS = 4 * 1_048_576
const MAX_JOBS = 1_000

const oneOf = <const T extends readonly string[]>(values: T) => z.enum<readonly T[number][]>(values)
const flag = z.pipe(
  oneOf(['true', 'false']),
  z.transform(value => value === 'true'),
)
const whole = (min: number, max: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d{1,6}$/)),
    z.pipe(z.transform(Number), z.int().check(z.minimum(min), z.maximum(max))),
  )
const url = z.string().check(z.regex(/^(https?:\/\/[^\s]{1,300})?$/))
const needs = z.record(z.string().check(z.maxLength(256)), z.object({ result: z.string().check(z.maxLength(40)) }))

/** Reads every input; one error lists all bad ones with their remedy. Outputs of the needed jobs are dropped at reading. */
export const readInputs = (environment: Environment): InputsRead => {
  const problems: string[] = []
  const read = <T>(name: string, schema: z.ZodMiniType<T>, fallback: T, remedy: string): T => {
    const given = readInput(environment, name)
    if (given === '') return fallback
    const parsed = z.safeParse(schema, given)
    if (parsed.success) return parsed.data
    problems.push(`${name}: ${remedy}`)
    return fallback
  }
  const checkRun = oneOf(['separate', 'own-job', 'both', 'off'])
  const signing = oneOf(['auto', 'keyless', 'key', 'none'])
  const inputs: ReportInputs = {
    needs: readNeeds(readInput(environment, 'needs'), problems),
    checkRun: read('check-run', checkRun, 'separate', 'use separate, own-job, both or off'),
    signing: read('signing', signing, 'auto', 'use auto, keyless, key or none'),
    signingKey: readInput(environment, 'signing-key'),
    fulcioUrl: read('fulcio-url', url, '', 'use an http(s) URL'),
    rekorUrl: read('rekor-url', url, '', 'use an http(s) URL'),
    tsaUrl: read('tsa-url', url, '', 'use an http(s) URL'),
    trustedRoot: readInput(environment, 'trusted-root'),
    publicLog: read('public-log', flag, false, 'use true or false'),
    keepJobManifests: read('keep-job-manifests', flag, false, 'use true or false'),
    retentionDays: read<number | undefined>('retention-days', whole(1, 400), undefined, 'use a number of days from 1'),
    apiBudget: read('api-budget', whole(0, 100_000), 200, 'use a number of requests from 0 to 100000'),
    strict: read('strict', flag, false, 'use true or false'),
    token: readInput(environment, 'token'),
    jobId: read('job-id', z.string().check(z.regex(/^\d{1,20}$/)), '', 'leave it to its default'),
  }
  return { inputs, problem: problems.length === 0 ? undefined : invalid(problems) }
}

const invalid = (problems: readonly string[]): TraceError =>
  new TraceError('INPUT_INVALID', `inputs that could not be used: ${problems.join('; ')}`, {
    hint: 'The default was taken for each',
  })

const readNeeds = (given: string, problems: string[]): Needs | undefined => {
  if (given === '') return undefined
  try {
    if (given.length > MAX_NEEDS) throw new TraceError('TOO_LARGE', 'needs')
    const parsed = z.parse(needs, JSON.parse(given))
    return new Map(
      Object.entries(parsed)
        .slice(0, MAX_JOBS)
        .map(([key, { result }]) => [key, result]),
    )
  } catch {
    problems.push('needs: give it the JSON of the needs context, toJSON(needs)')
    return undefined
  }
}
