import { parseJson } from '../../core/parse-json.ts'
import { readJest } from './read-jest.ts'
import { readMocha } from './read-mocha.ts'
import { readPlaywright } from './read-playwright.ts'
import { type ReportRead, unread } from './test-case.ts'

/** Reads a JSON report of one of the known tools. A text with more values than `maxValues` is not parsed. */
export const readJsonReport = (text: string, maxValues: number): ReportRead => {
  let value: unknown
  try {
    value = parseJson(text, maxValues)
  } catch (error) {
    return isTooLarge(error) ? unread('too-large', 'JSON with too many values') : unread('malformed', 'no JSON')
  }
  return (
    readPlaywright(value) ??
    readJest(value) ??
    readMocha(value) ??
    unread('malformed', 'no form of a test report that is known')
  )
}

const isTooLarge = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'TOO_LARGE'
