import type { Scheduler } from '../scheduler/scheduler.ts'

/** Ctrl-C cancels what runs, as on GitHub: jobs end, folders are deleted. A second one ends the process at once. */
export const cancelWhenInterrupted = (scheduler: Scheduler): (() => void) => {
  const cancel = (): void => scheduler.cancelAll()
  process.once('SIGINT', cancel)
  return () => process.removeListener('SIGINT', cancel)
}
