import { duration } from '../../core/quantity.ts'
import type { JobReference } from '../../schema/questions/comparison.ts'
import { code, type Line, listed, text } from '../screen/document.ts'

/** `+2 m 40 s`, `−12 s` */
export const signedDuration = (millis: number, wholeMs?: number | undefined): string =>
  `${millis < 0 ? '−' : '+'}${duration(Math.abs(millis), wholeMs)}`

/** `slower`, where the time is one of a whole run. */
export const describeChange = (millis: number): string => (millis < 0 ? 'faster' : 'slower')

/** The length of a digest or a commit that is shown: enough to tell two apart. */
const SHORT = 12
const DIGEST = /^(sha256:)?([0-9a-f]{40,64})$/

/** Renders a value of an input: a digest shortened, anything else as it is. */
export const renderValue = (value: string | undefined, max = 80): Line => {
  if (value === undefined) return ['none']
  const [, prefix = '', digits] = DIGEST.exec(value) ?? []
  return [code(digits === undefined ? value : `${prefix}${digits.slice(0, SHORT)}`, max)]
}

/** Renders `before → after`. */
export const renderChange = (before: string | undefined, after: string | undefined): Line => [
  ...renderValue(before),
  ' → ',
  ...renderValue(after),
]

export const renderJob = ({ name }: JobReference): Line => [text(name, 60)]

const MOST_JOBS = 2

/** ` in build`, ` in build, test and 3 more`; nothing for what is about the run. */
export const renderJobs = (jobs: readonly JobReference[] | undefined, all: number | undefined): Line => {
  if (jobs === undefined || jobs.length === 0) return []
  const shown = jobs.slice(0, MOST_JOBS).map(renderJob)
  const left = Math.max(jobs.length, all ?? 0) - shown.length
  return [' in ', ...listed(shown, MOST_JOBS), ...(left > 0 ? [` and ${left} more`] : [])]
}
