/** One thing to measure; a run gives milliseconds. */
export type Case = { readonly name: string; readonly run: () => Promise<number> }

/**
 * Median milliseconds of each case. The cases take turns, so that whatever else the machine does meets all of them;
 * one round before the first is not counted.
 */
export const measure = async (cases: readonly Case[], rounds: number): Promise<ReadonlyMap<string, number>> => {
  const times = new Map<string, number[]>(cases.map(({ name }) => [name, []]))
  for (let round = 0; round <= rounds; round++)
    for (const { name, run } of cases) {
      const millis = await run()
      if (round > 0) times.get(name)?.push(millis)
    }
  return new Map([...times].map(([name, values]) => [name, median(values)]))
}

/** Middle value; the mean of the two middle ones for an even count. NaN for none. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? Number.NaN, sorted[Math.floor(middle)] ?? Number.NaN]
  return (low + high) / 2
}
