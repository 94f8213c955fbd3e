/** Runs `work` over `items`, at most `width` at a time. Returns the results in the order of the items. */
export const inParallel = async <T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> => {
  const results = new Map<number, R>()
  const queue = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results.set(index, await work(item))
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
  return items.flatMap((_, index) => {
    const result = results.get(index)
    return result === undefined ? [] : [result]
  })
}

/**
 * Starts a read in parallel. A rejection reaches the code that awaits the promise and is never unhandled before that.
 */
export const begin = <T>(reading: Promise<T>): Promise<T> => {
  reading.catch(() => undefined)
  return reading
}
