import { rm } from 'node:fs/promises'
import { join } from 'node:path'

export type WorkRoot = {
  readonly folder: string
  /** Deletes the folder and gives its place back. */
  readonly release: () => Promise<void>
}

export type WorkRoots = { readonly take: () => WorkRoot }

/**
 * Folders of machines below `parent`. A job takes the first place that is free, so that jobs that run one after another
 * have the same paths, as all jobs have on hosted machines: the key of a cache is made of them (actions/toolkit
 * packages/cache getCacheVersion).
 */
export const createWorkRoots = (parent: string): WorkRoots => {
  const taken = new Set<number>()
  return {
    take: () => {
      let place = 1
      while (taken.has(place)) place += 1
      taken.add(place)
      const folder = join(parent, String(place))
      return {
        folder,
        release: async () => {
          try {
            await rm(folder, { recursive: true, force: true, maxRetries: 2 })
            taken.delete(place)
          } catch {
            // What a step made undeletable, or still writes to, stays, and no other job gets this place.
          }
        },
      }
    },
  }
}
