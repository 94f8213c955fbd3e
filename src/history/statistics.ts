/** The statistics of past runs. Every caller states the number of values beside the result. */

/** The middle value, the mean of the middle two for an even number; undefined for no values. */
export const median = (values: readonly number[]): number | undefined => percentile(values, 50)

/** The median of the distances from the median: a spread that one extreme value does not move. */
export const medianAbsoluteDeviation = (values: readonly number[]): number | undefined => {
  const middle = median(values)
  return middle === undefined ? undefined : median(values.map(value => Math.abs(value - middle)))
}

/**
 * The value below which `p` percent of the values lie, with linear interpolation between neighbours (Hyndman and Fan
 * 1996, definition 7); undefined for no values. `p` outside 0 to 100 is taken as the nearest of them.
 */
export const percentile = (values: readonly number[], p: number): number | undefined => {
  if (values.length === 0) return undefined
  const sorted = [...values].sort((one, other) => one - other)
  const rank = (Math.min(Math.max(p, 0), 100) / 100) * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(rank)] ?? 0, sorted[Math.ceil(rank)] ?? 0]
  return low + (high - low) * (rank - Math.floor(rank))
}
