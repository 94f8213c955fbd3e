/** As many as find a fault that was just made. */
const WHILE_WORKING = 50

/**
 * How often a property is tried: `full` in CI (`PROPERTY_RUNS=full`, see .ci/run), else few, or the number in the variable.
 */
export const propertyRuns = (full: number): number => {
  const given = process.env['PROPERTY_RUNS'] ?? ''
  if (given === 'full') return full
  return Math.min(full, /^\d{1,6}$/.test(given) ? Number(given) : WHILE_WORKING)
}
