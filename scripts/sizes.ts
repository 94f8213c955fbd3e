import type { Archived } from './archive.ts'

/**
 * What a job downloads before it does anything. `bytes` is what today's capabilities may take, compressed; a later one
 * adds what it needs to `allowances`, by its name, and all together stay within `ceiling`.
 */
export type SizeLimit = {
  readonly archived: Archived
  readonly what: string
  readonly bytes: number
  readonly allowances: Readonly<Record<string, number>>
  readonly ceiling: number
}

export const SIZE_LIMITS: readonly SizeLimit[] = [
  { archived: 'dist', what: 'dist/', bytes: 850_000, allowances: {}, ceiling: 1_200_000 },
  { archived: 'exported', what: 'archive', bytes: 1_000_000, allowances: {}, ceiling: 1_400_000 },
  {
    archived: 'everything',
    what: 'archive without export-ignore',
    bytes: 2_800_000,
    // A reader of the repository sees the pictures; no job downloads them.
    allowances: {
      'pictures of a report': 590_000,
      'findings, history and test reports': 200_000,
      'diff, replay and trace': 220_000,
      'convergence of deployments': 120_000,
    },
    ceiling: 4_200_000,
  },
]

export const limitOf = ({ bytes, allowances }: SizeLimit): number =>
  Object.values(allowances).reduce((sum, allowed) => sum + allowed, bytes)
