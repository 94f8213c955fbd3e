import type { ProtectionEntry } from '../schema/run/protection-entry.ts'

const MINUTE_MS = 60_000

/** Returns a wait without the minutes of its timer, which are meant. */
export const withoutTimer = (waitedMs: number, { rules }: Pick<ProtectionEntry, 'rules'>): number =>
  Math.max(0, waitedMs - Math.max(0, ...rules.map(({ minutes = 0 }) => minutes)) * MINUTE_MS)

/** Returns how long an environment was waited for; undefined where the wait goes on, was rejected, or has no times. */
export const findApprovalWait = (entry: ProtectionEntry): number | undefined =>
  entry.state === 'passed' && entry.timeKnown && entry.waitedMs !== undefined
    ? withoutTimer(entry.waitedMs, entry)
    : undefined
