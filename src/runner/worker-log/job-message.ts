import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { parseJson } from '../../io/runner-file.ts'
import { fromContextData, isMasked } from './context-data.ts'
import type { WorkerEntry } from './entries.ts'

/** A step as the server sent it. `contextName` starts with `__` if the user gave no id. */
export type MessageStep = z.output<typeof messageStep>

/** An invalid or oversized member of the message is dropped alone: a name of a megabyte must not lose the steps. */
const lenient = <T extends z.ZodMiniType>(schema: T) => z.catch(z.optional(z.nullable(schema)), undefined)
const short = lenient(z.string().check(z.maxLength(1_024)))
const variable = lenient(z.object({ value: lenient(z.string()) }))
const messageStep = z.object({
  // The position of a step in the list identifies it, so none may be left out.
  id: z.catch(z.string().check(z.maxLength(1_024)), ''),
  contextName: short,
  /** A plain text, or a template token with expressions. */
  displayNameToken: z.optional(z.unknown()),
  reference: lenient(
    z.object({ type: z.optional(z.unknown()), name: short, ref: short, path: short, repositoryType: short }),
  ),
})

/**
 * The allow-listed part of the job request (actions/runner src/Sdk/DTPipelines/Pipelines/AgentJobRequestMessage.cs).
 * The rest contains the event, inputs and environment of the job, and is dropped here.
 */
const jobMessage = z.object({
  jobDisplayName: short,
  variables: lenient(z.object({ 'system.runnerGroupName': variable, 'system.github.token.permissions': variable })),
  steps: lenient(z.array(messageStep).check(z.maxLength(LIMITS.steps))),
  /** A template token: a mapping with one entry for each service, unless it is an expression. */
  jobServiceContainers: lenient(z.object({ map: lenient(z.array(z.unknown())) })),
  /** Contexts of the job, with which the runner evaluates its expressions (src/Runner.Worker/ExecutionContext.cs). */
  contextData: lenient(z.object({ matrix: z.optional(z.unknown()), strategy: z.optional(z.unknown()) })),
})
export type JobMessage = z.output<typeof jobMessage>

/** Returns the job message among the entries; `undefined` if there is none, `malformed` if it cannot be read. */
export const findJobMessage = (entries: readonly WorkerEntry[]): JobMessage | 'malformed' | undefined => {
  const entry = entries.find(({ source, text }) => source === 'Worker' && text.startsWith('Job message:'))
  if (entry === undefined) return undefined
  const parsed = z.safeParse(jobMessage, parseJson(entry.text.slice('Job message:'.length)))
  return parsed.success ? parsed.data : 'malformed'
}

export type MessageContexts = {
  /** null: the job has no matrix. Undefined: it is not in the message, has another form, or a part of it is masked. */
  readonly matrix: Values | null | undefined
  readonly strategy: Values | undefined
}

type Values = Readonly<Record<string, unknown>>

/** Returns the matrix leg and its index, of any size: the limit of 128 KiB does not apply to a file. */
export const getContexts = ({ contextData }: JobMessage): MessageContexts => {
  const [matrix, strategy] = [contextData?.matrix, contextData?.strategy].map(fromContextData)
  return {
    matrix: matrix === null ? null : findValues(matrix),
    strategy: findValues(strategy),
  }
}

const findValues = (value: unknown): Values | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isMasked(value)
    ? (value as Values)
    : undefined

/** `owner/repo[/path]@ref`, `./path`, or undefined for a script or an image. */
export const toUses = ({ reference }: MessageStep): string | undefined => {
  if (reference === undefined || reference === null) return undefined
  const { name, ref, path, repositoryType } = reference
  if (repositoryType === 'self') return path ?? undefined
  if (!name || !ref) return undefined
  return `${name}${path ? `/${path}` : ''}@${ref}`
}
