import { accessSync, constants } from 'node:fs'

/** The Node that runs actions. @throws Error when `LAB_NODE` names a file that cannot be run. */
export const findNode = (): string => {
  const named = process.env['LAB_NODE'] ?? ''
  if (named === '') return process.execPath
  try {
    accessSync(named, constants.X_OK)
    return named
  } catch (cause) {
    throw new Error(`LAB_NODE: ${named} is no program that can be run`, { cause })
  }
}
