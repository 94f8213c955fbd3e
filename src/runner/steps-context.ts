import * as z from 'zod/mini'
import { LIMITS } from '../core/limits.ts'
import { redactThenCut } from '../core/redact/redact.ts'
import { parseJson } from '../io/runner-file.ts'
import type { Artifact, CacheOperation, Outcome } from '../schema/job/job-manifest.ts'
import { gapFrom, type Reading } from '../schema/values/fact.ts'

export type StepsFacts = {
  readonly steps: readonly { readonly id: string; readonly outcome: Outcome }[]
  readonly caches: readonly CacheOperation[]
  readonly artifacts: readonly Artifact[]
}

const outcome = z.enum(['success', 'failure', 'cancelled', 'skipped'])
/** An invalid output is dropped alone, without its step: any action may use this output name with another meaning. */
const output = (...checks: Parameters<z.ZodMiniString['check']>) =>
  z.catch(z.optional(z.string().check(...checks)), undefined)
/** All other outputs are dropped here, since outputs can contain secrets. */
const outputs = z.object({
  'cache-hit': output(z.maxLength(10)),
  'cache-primary-key': output(z.maxLength(512)),
  'cache-matched-key': output(z.maxLength(512)),
  'artifact-id': output(z.regex(/^\d{0,20}$/)),
  'artifact-digest': output(z.regex(/^(?:(?:sha256:)?[0-9a-f]{64})?$/)),
})
const entry = z.object({
  outcome: z.catch(z.optional(outcome), undefined),
  outputs: z.catch(z.optional(outputs), undefined),
})
type Entry = z.output<typeof entry>

const NONE: StepsFacts = { steps: [], caches: [], artifacts: [] }

/**
 * Parses the `steps` input: `toJSON(steps)`, a hand-written object of some of its members, or one step's member. Steps
 * without an `id` are not in that context at all (actions/runner src/Runner.Worker/ExecutionContext.cs).
 */
export const readStepsContext = (text: string): Reading<StepsFacts> => {
  if (text === '') return { value: NONE, gaps: [] }
  if (text.length > LIMITS.stepsContext) return { value: NONE, gaps: [gap('steps', 'too-large')] }
  const raw = parseJson(text)
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return { value: NONE, gaps: [gap('steps', 'malformed')] }
  const members = 'outcome' in raw && typeof raw.outcome === 'string' ? [['', raw] as const] : Object.entries(raw)
  const read = members.slice(0, LIMITS.steps).flatMap(([id, member]) => {
    const parsed = z.safeParse(entry, member)
    return parsed.success ? [[redactThenCut(id, 256), parsed.data] as const] : []
  })
  const dropped = members.length - read.length
  return {
    value: {
      steps: read.flatMap(([id, { outcome }]) => (id === '' || outcome === undefined ? [] : [{ id, outcome }])),
      caches: read.flatMap(([id, step]) => toCacheOperations(id, step)),
      artifacts: read.flatMap(([id, step]) => toArtifacts(id, step)),
    },
    gaps: dropped === 0 ? [] : [gap('steps', 'malformed', `${dropped} entries dropped`)],
  }
}

/** `cache-hit` is `true` on an exact match, `false` on a prefix match, and unset or empty on a miss (actions/cache action.yml). */
const toCacheOperations = (id: string, { outputs: out }: Entry): readonly CacheOperation[] => {
  const key = out?.['cache-primary-key']
  const matchedKey = out?.['cache-matched-key']
  const hit = out?.['cache-hit']
  if (hit === undefined && key === undefined) return []
  return [
    {
      operation: 'restore',
      step: id === '' ? undefined : id,
      key: key ? key : undefined,
      matchedKey: matchedKey ? matchedKey : undefined,
      restoreKeys: [],
      result: hit === 'true' ? 'hit' : matchedKey || (hit === 'false' && key === undefined) ? 'partial' : 'miss',
      source: 'steps',
    },
  ]
}

const toArtifacts = (id: string, { outputs: out }: Entry): readonly Artifact[] => {
  const number = out?.['artifact-id']
  const digest = out?.['artifact-digest']
  if (!number) return []
  const full = digest ? `sha256:${digest.replace('sha256:', '')}` : undefined
  return [{ name: id, id: number, digest: full, source: 'steps' }]
}

const gap = gapFrom('steps')
