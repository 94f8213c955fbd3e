import type { Execution, Job } from './job.ts'

/** Sets a variable for this step and all later ones. `NODE_OPTIONS` is refused with `refusal` (FileCommandManager.cs). */
export const setEnvironment = (execution: Execution, name: string, value: string, refusal: string): void => {
  if (name.toUpperCase() === 'NODE_OPTIONS') {
    execution.job.log.error(refusal)
    execution.errors.push(refusal)
    return
  }
  execution.job.env.set(name, value)
  execution.env.set(name, value)
}

/** Puts a folder before the search path of later steps; the last one added comes first. */
export const prependPath = ({ prependPath: folders }: Job, folder: string): void => {
  const known = folders.indexOf(folder)
  if (known >= 0) folders.splice(known, 1)
  folders.push(folder)
}
