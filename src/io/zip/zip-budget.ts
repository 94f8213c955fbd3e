import { TraceError } from '../../core/error.ts'

/**
 * The number of bytes and entries that may still be inflated, over all archives. A report or a command has one budget.
 * Spending from a share also spends from the whole.
 */
export type ZipBudget = {
  bytesLeft: number
  entriesLeft: number
  /** Epoch milliseconds after which no archive is opened. */
  readonly endsAt: number
  readonly now: () => number
  readonly whole: ZipBudget | undefined
}

type Allowance = { readonly bytes: number; readonly entries: number; readonly millis: number }

export const createZipBudget = ({ bytes, entries, millis }: Allowance, now: () => number = Date.now): ZipBudget => ({
  bytesLeft: bytes,
  entriesLeft: entries,
  endsAt: now() + millis,
  now,
  whole: undefined,
})

/**
 * Returns a share of a budget for one of several users: its spending reduces the whole budget, and is limited to the
 * share.
 */
export const createShare = (whole: ZipBudget, { bytes, entries }: Pick<Allowance, 'bytes' | 'entries'>): ZipBudget => ({
  bytesLeft: bytes,
  entriesLeft: entries,
  endsAt: whole.endsAt,
  now: whole.now,
  whole,
})

/** Returns the number of bytes that may still be inflated. */
export const bytesLeft = ({ bytesLeft: left, whole }: ZipBudget): number =>
  whole === undefined ? left : Math.min(left, bytesLeft(whole))

/**
 * Counts the entries of an archive. @throws TraceError DEADLINE or TOO_LARGE if the archive may not be opened any more.
 */
export const spendEntries = (budget: ZipBudget, count: number): void => {
  if (budget.now() > budget.endsAt) throw new TraceError('DEADLINE', 'no time left for archives')
  for (const one of listBudgets(budget)) {
    if (count > one.entriesLeft) throw new TraceError('TOO_LARGE', 'archives of too many entries in all')
    one.entriesLeft -= count
  }
}

export const spendBytes = (budget: ZipBudget, count: number): void => {
  for (const one of listBudgets(budget)) one.bytesLeft -= count
}

const listBudgets = (budget: ZipBudget): readonly ZipBudget[] =>
  budget.whole === undefined ? [budget] : [budget, ...listBudgets(budget.whole)]
