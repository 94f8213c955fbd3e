import { TraceError } from '../../core/error.ts'

/**
 * What may still be inflated, however many archives it is spread over: a report or a command has one. A share of it is
 * spent together with the whole.
 */
export type ZipBudget = {
  bytesLeft: number
  entriesLeft: number
  /** Epoch milliseconds after which nothing more is opened. */
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

/** A part of a budget for one of several who share it: what one of them spends is gone for all, up to its own part. */
export const createShare = (whole: ZipBudget, { bytes, entries }: Pick<Allowance, 'bytes' | 'entries'>): ZipBudget => ({
  bytesLeft: bytes,
  entriesLeft: entries,
  endsAt: whole.endsAt,
  now: whole.now,
  whole,
})

/** Bytes that may still be inflated. */
export const bytesLeft = ({ bytesLeft: left, whole }: ZipBudget): number =>
  whole === undefined ? left : Math.min(left, bytesLeft(whole))

/** @throws TraceError DEADLINE or TOO_LARGE where an archive of so many entries may not be opened any more. */
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
