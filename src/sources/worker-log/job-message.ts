import * as z from 'zod/mini'
import { LIMITS } from '../../model/limits.ts'
import { parseJson } from '../runner-file.ts'
import type { WorkerEntry } from './entries.ts'

/** A step as the server sent it: `contextName` starts with `__` where the user gave no id. */
export type MessageStep = z.output<typeof messageStep>

const short = z.string().check(z.maxLength(1_024))
const variable = z.optional(z.object({ value: z.optional(z.nullable(z.string())) }))
const messageStep = z.object({
  id: short,
  contextName: z.optional(z.nullable(short)),
  /** A plain text, or a token of the template language with expressions. */
  displayNameToken: z.optional(z.unknown()),
  reference: z.optional(
    z.nullable(
      z.object({
        type: z.optional(z.unknown()),
        name: z.optional(z.nullable(short)),
        ref: z.optional(z.nullable(short)),
        path: z.optional(z.nullable(short)),
        repositoryType: z.optional(z.nullable(short)),
      }),
    ),
  ),
})

/**
 * The allow-listed part of the job request (actions/runner src/Sdk/DTPipelines/Pipelines/AgentJobRequestMessage.cs). The
 * rest holds the event, inputs and environment of the job and is dropped here.
 */
const jobMessage = z.object({
  jobDisplayName: z.optional(z.nullable(short)),
  variables: z.optional(z.object({ 'system.runnerGroupName': variable, 'system.github.token.permissions': variable })),
  steps: z.optional(z.nullable(z.array(messageStep).check(z.maxLength(LIMITS.steps)))),
})
export type JobMessage = z.output<typeof jobMessage>

/** The job message among the entries; `undefined` where there is none, `malformed` where it cannot be read. */
export const findJobMessage = (entries: readonly WorkerEntry[]): JobMessage | 'malformed' | undefined => {
  const entry = entries.find(({ source, text }) => source === 'Worker' && text.startsWith('Job message:'))
  if (entry === undefined) return undefined
  const parsed = z.safeParse(jobMessage, parseJson(entry.text.slice('Job message:'.length)))
  return parsed.success ? parsed.data : 'malformed'
}

/** `owner/repo[/path]@ref`, `./path`, or undefined for a script or an image. */
export const usesOf = ({ reference }: MessageStep): string | undefined => {
  if (reference === undefined || reference === null) return undefined
  const { name, ref, path, repositoryType } = reference
  if (repositoryType === 'self') return path ?? undefined
  if (!name || !ref) return undefined
  return `${name}${path ? `/${path}` : ''}@${ref}`
}
