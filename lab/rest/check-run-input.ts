import * as z from 'zod/mini'

/**
 * Body of POST and PATCH /check-runs. The request was validated against GitHub's description before it comes here;
 * this only gives it a type.
 */
const outputSchema = z.object({
  title: z.optional(z.string()),
  summary: z.string(),
  text: z.optional(z.string()),
  annotations: z.optional(z.array(z.record(z.string(), z.unknown()))),
})

const checkRunInputSchema = z.object({
  name: z.optional(z.string()),
  head_sha: z.optional(z.string()),
  details_url: z.optional(z.string()),
  external_id: z.optional(z.string()),
  status: z.optional(z.enum(['queued', 'in_progress', 'completed'])),
  started_at: z.optional(z.string()),
  conclusion: z.optional(z.string()),
  completed_at: z.optional(z.string()),
  output: z.optional(outputSchema),
})

export type CheckRunInput = z.infer<typeof checkRunInputSchema>

export const readCheckRunInput = (body: unknown): CheckRunInput | undefined => {
  const parsed = checkRunInputSchema.safeParse(body)
  return parsed.success ? parsed.data : undefined
}

/** The annotation as GET …/annotations returns it. */
export const annotationBody = (annotation: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  path: annotation['path'],
  blob_href: '',
  start_line: annotation['start_line'],
  start_column: annotation['start_column'] ?? null,
  end_line: annotation['end_line'],
  end_column: annotation['end_column'] ?? null,
  annotation_level: annotation['annotation_level'],
  title: annotation['title'] ?? null,
  message: annotation['message'],
  raw_details: annotation['raw_details'] ?? null,
})
