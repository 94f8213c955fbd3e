import * as z from 'zod/mini'
import { type Environment, readInput } from '../env.ts'
import { BUDGETS } from '../model/budgets.ts'
import { TraceError } from '../model/error.ts'

/** The inputs of action.yml, typed. '' stands for "not given" where a text may be absent. */
export type RecorderInputs = {
  readonly signing: 'auto' | 'keyless' | 'key' | 'none'
  readonly signingKey: string
  readonly fulcioUrl: string
  readonly rekorUrl: string
  readonly tsaUrl: string
  readonly publicLog: boolean
  readonly upload: 'artifact' | 'never'
  readonly retentionDays: number
  readonly budgetMs: number
  readonly recordMatrix: boolean
  readonly api: 'auto' | 'never' | 'always'
  readonly token: string
  /** '' on a runner that does not know it. */
  readonly jobId: string
  readonly jobStatus: string
  /** JSON of contexts as the runner evaluated them; untrusted, read by the sources. */
  readonly stepsJson: string
  readonly jobJson: string
  readonly matrixJson: string
  readonly strategyJson: string
  readonly runnerJson: string
}

/** What was read, and the error that names every bad input; bad ones have their default. */
export type InputsRead = { readonly inputs: RecorderInputs; readonly problem: TraceError | undefined }

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

/** Reads every input; one error lists all bad ones with their remedy. */
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
  const httpUrl = (name: string) => read(name, url, '', 'use an http(s) URL')
  const asked = read('upload', oneOf(['artifact', 'never']), 'artifact', 'use artifact or never')
  const keptHome = (environment['PIPELINE_TRACE_UPLOAD'] ?? '').trim().toLowerCase() === 'never'
  const inputs: RecorderInputs = {
    signing: read('signing', oneOf(['auto', 'keyless', 'key', 'none']), 'auto', 'use auto, keyless, key or none'),
    signingKey: readInput(environment, 'signing-key'),
    fulcioUrl: httpUrl('fulcio-url'),
    rekorUrl: httpUrl('rekor-url'),
    tsaUrl: httpUrl('tsa-url'),
    publicLog: read('public-log', flag, false, 'use true or false'),
    upload: keptHome ? 'never' : asked,
    retentionDays: read('retention-days', whole(1, 400), 7, 'use a number of days from 1'),
    budgetMs: 1000 * read('time-budget', whole(1, 300), BUDGETS.postTotal / 1000, 'use seconds from 1 to 300'),
    recordMatrix: read('record-matrix', flag, true, 'use true or false'),
    api: read('api', oneOf(['auto', 'never', 'always']), 'auto', 'use auto, never or always'),
    token: readInput(environment, 'token'),
    jobId: read('job-id', z.string().check(z.regex(/^\d{1,20}$/)), '', 'leave it to its default'),
    jobStatus: readInput(environment, 'job-status'),
    stepsJson: readInput(environment, 'steps'),
    jobJson: readInput(environment, 'job-context'),
    matrixJson: readInput(environment, 'matrix'),
    strategyJson: readInput(environment, 'strategy'),
    runnerJson: readInput(environment, 'runner-context'),
  }
  return { inputs, problem: problems.length === 0 ? undefined : invalid(problems) }
}

const invalid = (problems: readonly string[]): TraceError =>
  new TraceError('INPUT_INVALID', `inputs that could not be used: ${problems.join('; ')}`, {
    hint: 'The default was taken for each',
  })
