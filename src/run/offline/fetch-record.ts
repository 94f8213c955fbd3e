import * as z from 'zod/mini'
import { time } from '../../core/time.ts'
import { gapReason } from '../../schema/values/fact.ts'
import { count, list, numericId, text } from '../../schema/values/scalar.ts'

/** One request: GitHub's answer, or why there is none. */
const asked = z.object({
  /** Path of the API with its query. */
  path: text(4_096),
  status: z.nullable(count),
  /** Absent where an answer came. */
  reason: z.optional(gapReason),
  detail: z.optional(text(300)),
  permission: z.optional(text(300)),
  /** No smaller form was requested after this one. */
  final: z.optional(z.boolean()),
  /** GitHub announced a further page. */
  next: z.optional(z.boolean()),
  /** File of the folder that holds the answer. */
  file: z.optional(text(4_096)),
})
export type Asked = z.output<typeof asked>

/** `fetch.json`. A reader of the folder sends the same requests and gets the same answers, refusals included. */
export const fetchRecord = z.object({
  schemaVersion: text(20),
  tool: z.object({ name: z.literal('pipeline-trace'), version: text(40) }),
  serverUrl: text(300),
  repository: z.string().check(z.regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/)),
  runId: numericId,
  /** As requested; null for the latest. */
  attempt: z.nullable(count),
  logs: z.enum(['archive', 'archive-or-jobs', 'none']),
  /** When the job list was read; null where it never was. */
  observedAt: z.nullable(time),
  asked: list(asked, 20_000),
})
export type FetchRecord = z.output<typeof fetchRecord>
