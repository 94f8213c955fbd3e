/** A part and the jobs that it could belong to. */
export type Claim<P> = { readonly part: P; readonly jobIds: readonly string[] }

export type Matches<P> = {
  readonly byJob: ReadonlyMap<string, P>
  /** Jobs with a candidate part that nothing can decide. */
  readonly unclear: ReadonlySet<string>
}

/**
 * Assigns each part to the one job that it can belong to. An assigned part leaves fewer jobs to the rest, which may
 * decide those. Two parts that can each only belong to the same job contradict each other: neither counts.
 */
export const matchParts = <P>(claims: readonly Claim<P>[]): Matches<P> => {
  const byJob = new Map<string, P>()
  const unclear = new Set<string>()
  let open = claims.filter(({ jobIds }) => jobIds.length > 0)
  for (;;) {
    const single = open.filter(({ jobIds }) => jobIds.length === 1)
    if (single.length === 0) break
    const claimed = new Map<string, P[]>()
    for (const { part, jobIds } of single) push(claimed, jobIds[0] ?? '', part)
    for (const [jobId, [first, ...more]] of claimed) {
      if (first !== undefined && more.length === 0) byJob.set(jobId, first)
      else unclear.add(jobId)
    }
    open = open
      .filter(({ jobIds }) => jobIds.length > 1)
      .map(({ part, jobIds }) => ({ part, jobIds: jobIds.filter(id => !claimed.has(id)) }))
      .filter(({ jobIds }) => jobIds.length > 0)
  }
  for (const { jobIds } of open) for (const id of jobIds) unclear.add(id)
  return { byJob, unclear }
}

const push = <P>(claimed: Map<string, P[]>, jobId: string, part: P): void => {
  const parts = claimed.get(jobId)
  if (parts === undefined) claimed.set(jobId, [part])
  else parts.push(part)
}
