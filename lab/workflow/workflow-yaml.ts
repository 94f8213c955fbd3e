import * as z from 'zod/mini'

// The shape of a workflow file after GitHub's own parser has found it valid: what is written here decides only what the
// lab knows. Objects are strict, so that a key the lab lacks is refused by its name.

const scalar = z.union([z.string(), z.number(), z.boolean()])
/** As GitHub writes scalars into texts; an empty value is the empty text. */
const text = z.pipe(
  z.nullable(scalar),
  z.transform(value => (value === null ? '' : String(value))),
)
const texts = z.record(z.string(), text)
/** `env:` may be left empty. */
const optionalTexts = z.pipe(
  z.nullish(texts),
  z.transform(value => value ?? {}),
)
const oneOrMore = z.pipe(
  z.union([text, z.array(text)]),
  z.transform(value => (Array.isArray(value) ? value : [value])),
)

const defaults = z.strictObject({
  run: z.optional(z.strictObject({ shell: z.optional(text), 'working-directory': z.optional(text) })),
})
const concurrency = z.union([
  text,
  z.strictObject({
    group: text,
    'cancel-in-progress': z.optional(z.union([z.boolean(), z.string()])),
    queue: z.optional(z.enum(['single', 'max'])),
  }),
])
const permissions = z.union([z.string(), z.record(z.string(), z.string()), z.null()])

const step = z.strictObject({
  id: z.optional(text),
  name: z.optional(text),
  if: z.optional(text),
  uses: z.optional(z.string()),
  run: z.optional(text),
  shell: z.optional(text),
  'working-directory': z.optional(text),
  with: z.optional(optionalTexts),
  env: z.optional(optionalTexts),
  'continue-on-error': z.optional(z.union([z.boolean(), z.string()])),
  'timeout-minutes': z.optional(z.number()),
})

const baseJob = {
  name: z.optional(text),
  needs: z.optional(oneOrMore),
  if: z.optional(text),
  permissions: z.optional(permissions),
  concurrency: z.optional(concurrency),
  strategy: z.optional(
    z.strictObject({
      matrix: z.optional(z.union([z.string(), z.record(z.string(), z.unknown())])),
      'fail-fast': z.optional(z.union([z.boolean(), z.string()])),
      'max-parallel': z.optional(z.union([z.number(), z.string()])),
    }),
  ),
}

const scriptedJob = z.strictObject({
  ...baseJob,
  'runs-on': z.union([
    text,
    z.array(text),
    z.strictObject({ group: z.optional(text), labels: z.optional(z.union([text, z.array(text)])) }),
  ]),
  env: z.optional(optionalTexts),
  defaults: z.optional(defaults),
  environment: z.optional(
    z.union([
      text,
      z.strictObject({
        name: text,
        url: z.optional(text),
        deployment: z.optional(z.union([z.boolean(), z.string()])),
      }),
    ]),
  ),
  outputs: z.optional(optionalTexts),
  'continue-on-error': z.optional(z.union([z.boolean(), z.string()])),
  'timeout-minutes': z.optional(z.union([z.number(), z.string()])),
  steps: z.optional(z.array(step)),
})

const callingJob = z.strictObject({
  ...baseJob,
  uses: z.string(),
  with: z.optional(z.record(z.string(), z.nullable(scalar))),
  secrets: z.optional(z.union([z.literal('inherit'), texts])),
})

const call = z.strictObject({
  inputs: z.nullish(
    z.record(
      z.string(),
      z.nullable(
        z.object({
          type: z.optional(z.enum(['string', 'number', 'boolean'])),
          required: z.optional(z.boolean()),
          default: z.optional(scalar),
        }),
      ),
    ),
  ),
  secrets: z.nullish(z.record(z.string(), z.nullable(z.object({ required: z.optional(z.boolean()) })))),
  outputs: z.nullish(z.record(z.string(), z.object({ value: text }))),
})

/** Its branches filter is not evaluated, as no filter under `on:` is. */
const follows = z.looseObject({ workflows: z.optional(oneOrMore), types: z.optional(oneOrMore) })

export const workflowYaml = z.strictObject({
  name: z.optional(text),
  description: z.optional(z.unknown()),
  'run-name': z.optional(text),
  on: z.union([
    z.string(),
    z.array(z.string()),
    z.looseObject({ workflow_call: z.nullish(call), workflow_run: z.nullish(follows) }),
  ]),
  permissions: z.optional(permissions),
  env: z.optional(optionalTexts),
  defaults: z.optional(defaults),
  concurrency: z.optional(concurrency),
  jobs: z.record(z.string(), z.looseObject({})),
})

/** A job is read by the one schema that its keys choose, so that an unknown key is named and not "no union matched". */
export const readJob = (
  value: object,
):
  | { readonly kind: 'call'; readonly read: ReturnType<typeof z.safeParse<typeof callingJob>> }
  | { readonly kind: 'steps'; readonly read: ReturnType<typeof z.safeParse<typeof scriptedJob>> } =>
  'uses' in value
    ? { kind: 'call', read: z.safeParse(callingJob, value) }
    : { kind: 'steps', read: z.safeParse(scriptedJob, value) }

export type WorkflowYaml = z.output<typeof workflowYaml>
export type ScriptedJobYaml = z.output<typeof scriptedJob>
export type CallingJobYaml = z.output<typeof callingJob>
export type StepYaml = z.output<typeof step>
export type CallYaml = z.output<typeof call>
