import { setFailed } from '@actions/core'

/** Runs an entry point as the originals do: an error fails the step with one line, and nothing keeps Node alive. */
export const runEntry = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    setFailed(error instanceof Error ? error.message : String(error))
  }
  process.exit()
}
