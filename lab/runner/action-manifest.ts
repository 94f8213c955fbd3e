import { join } from 'node:path'
import * as z from 'zod/mini'
import type { StepPlan } from '../job-plan.ts'
import { readStepText } from './step-file.ts'
import { parseTemplate } from './template-scalars.ts'
import { messageOf, unsupported } from './unsupported.ts'

export type ActionInput = {
  readonly name: string
  readonly default: string
  readonly deprecationMessage?: string | undefined
}

export type ActionRuns =
  | {
      readonly kind: 'node'
      readonly using: 'node20' | 'node24'
      readonly pre?: string | undefined
      readonly main: string
      readonly post?: string | undefined
      readonly preIf: string
      readonly postIf: string
    }
  | {
      readonly kind: 'composite'
      readonly steps: readonly StepPlan[]
      readonly outputs: Readonly<Record<string, string>>
    }

export type ActionManifest = { readonly inputs: readonly ActionInput[]; readonly runs: ActionRuns }

const text = z.string()
const environment = z.record(text, text)
const compositeStep = z.object({
  id: z.optional(text),
  name: z.optional(text),
  if: z.optional(text),
  uses: z.optional(text),
  run: z.optional(text),
  shell: z.optional(text),
  'working-directory': z.optional(text),
  'continue-on-error': z.optional(text),
  with: z.optional(environment),
  env: z.optional(environment),
})
const manifest = z.object({
  inputs: z.optional(
    z.record(text, z.union([text, z.object({ default: z.optional(text), deprecationMessage: z.optional(text) })])),
  ),
  outputs: z.optional(z.record(text, z.union([text, z.object({ value: z.optional(text) })]))),
  runs: z.object({
    using: text,
    pre: z.optional(text),
    main: z.optional(text),
    post: z.optional(text),
    'pre-if': z.optional(text),
    'post-if': z.optional(text),
    steps: z.optional(z.array(compositeStep)),
  }),
})

/**
 * Reads action.yml (or action.yaml) of a folder. `pre-if` and `post-if` default to `always()`; node12 and node16 are
 * run with node20 (actions/runner src/Runner.Worker/ActionManifestManager.cs, Handlers/HandlerFactory.cs).
 * @throws Error naming the feature for docker actions and unknown runtimes.
 */
export const readActionManifest = async (folder: string, uses: string): Promise<ActionManifest> => {
  const source = readFirst([join(folder, 'action.yml'), join(folder, 'action.yaml')], uses)
  const read = z.safeParse(manifest, parseTemplate(source))
  if (!read.success) {
    const [issue] = read.error.issues
    throw new Error(`action.yml of ${uses} is not valid: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
  }
  const { inputs, outputs, runs } = read.data
  return {
    inputs: Object.entries(inputs ?? {}).map(([name, input]) =>
      typeof input === 'string'
        ? { name, default: '' }
        : { name, default: input.default ?? '', deprecationMessage: input.deprecationMessage },
    ),
    runs: toRuns(runs, outputs ?? {}, uses),
  }
}

const readFirst = (files: readonly string[], uses: string): string => {
  for (const file of files) {
    try {
      return readStepText(file)
    } catch (error) {
      if (!messageOf(error).includes('ENOENT')) throw error
    }
  }
  throw new Error(`Can't find 'action.yml' or 'action.yaml' for action '${uses}'.`)
}

type Manifest = z.output<typeof manifest>

const toRuns = (runs: Manifest['runs'], outputs: NonNullable<Manifest['outputs']>, uses: string): ActionRuns => {
  const using = runs.using.toLowerCase()
  if (using === 'docker') throw unsupported(`docker action (${uses})`)
  if (using === 'composite')
    return {
      kind: 'composite',
      steps: (runs.steps ?? []).map(toStepPlan),
      outputs: Object.fromEntries(
        Object.entries(outputs).map(([name, output]) => [name, typeof output === 'string' ? '' : (output.value ?? '')]),
      ),
    }
  if (!['node12', 'node16', 'node20', 'node24'].includes(using)) throw unsupported(`runs.using: ${using} (${uses})`)
  if (runs.main === undefined) throw new Error(`action.yml of ${uses} has no runs.main`)
  return {
    kind: 'node',
    using: using === 'node24' ? 'node24' : 'node20',
    pre: runs.pre,
    main: runs.main,
    post: runs.post,
    preIf: runs['pre-if'] ?? 'always()',
    postIf: runs['post-if'] ?? 'always()',
  }
}

const toStepPlan = (step: z.output<typeof compositeStep>): StepPlan => ({
  ...(step.id === undefined ? {} : { id: step.id }),
  ...(step.name === undefined ? {} : { name: step.name }),
  ...(step.if === undefined ? {} : { if: step.if }),
  ...(step.uses === undefined ? {} : { uses: step.uses }),
  ...(step.run === undefined ? {} : { run: step.run }),
  ...(step.shell === undefined ? {} : { shell: step.shell }),
  ...(step['working-directory'] === undefined ? {} : { workingDirectory: step['working-directory'] }),
  with: step.with ?? {},
  env: step.env ?? {},
  continueOnError: step['continue-on-error'] ?? false,
})
