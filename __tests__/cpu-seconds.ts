/**
 * Seconds of a processor that work took. Other programs of a busy machine take none of them, so that a limit can be held
 * against an algorithm and not against the machine.
 */
export const measureCpuSeconds = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000_000
}
