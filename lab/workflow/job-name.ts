import type { Leg } from './matrix.ts'

/** A segment of a name is cut to 100 characters, the last three dots (kata-containers/kata-containers#11176). */
const SEGMENT_LENGTH = 100

/** Name of a job for people: the evaluated `name:`, else `key (a, b)` with the values of its matrix leg. */
export const jobName = (key: string, name: string | undefined, leg: Leg | null): string => {
  if (name !== undefined && name !== '') return cut(name)
  const values = leg === null ? [] : Object.values(leg).flatMap(scalars)
  return cut(values.length === 0 ? key : `${key} (${values.join(', ')})`)
}

/** `caller / inner`. */
export const nestedName = (prefix: string, name: string): string => (prefix === '' ? name : `${prefix} / ${name}`)

const scalars = (value: unknown): readonly string[] => {
  if (value === null || value === undefined) return ['']
  if (Array.isArray(value)) return value.flatMap(scalars)
  return typeof value === 'object' ? Object.values(value).flatMap(scalars) : [String(value)]
}

const cut = (segment: string): string =>
  segment.length <= SEGMENT_LENGTH ? segment : `${segment.slice(0, SEGMENT_LENGTH - 3)}...`
