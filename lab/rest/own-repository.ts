import type { LabState } from '../state.ts'

/** Whether a path speaks of the lab's one repository; a path without an owner does. Names are compared without case. */
export const isOwnRepository = (state: LabState, params: Readonly<Record<string, string>>): boolean =>
  params['owner'] === undefined ||
  (params['owner'].toLowerCase() === state.repository.owner.toLowerCase() &&
    params['repo']?.toLowerCase() === state.repository.name.toLowerCase())
