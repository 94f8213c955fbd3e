import { json, type LabResponse } from '../http.ts'
import type { Call } from './route.ts'

const DOCUMENTATION = 'https://docs.github.com/rest'

export const notFound = (): LabResponse =>
  json(404, { message: 'Not Found', documentation_url: DOCUMENTATION, status: '404' })

export const refused = (status: number, message: string): LabResponse =>
  json(status, { message, documentation_url: DOCUMENTATION, status: String(status) })

export const redirect = (location: string): LabResponse => ({
  status: 302,
  headers: { location, 'content-type': 'text/html;charset=utf-8' },
})

/** Milliseconds are cut: REST times have one-second resolution. */
export const restTime = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`

export const restTimeOrNull = (date: Date | null): string | null => (date === null ? null : restTime(date))

/** An opaque global id as GitHub forms it: a prefix for the type and base64 of something. */
export const nodeId = (prefix: string, id: number): string =>
  `${prefix}_${Buffer.from(String(id)).toString('base64url')}`

export type Page<T> = {
  readonly items: readonly T[]
  readonly total: number
  readonly headers: Readonly<Record<string, string>>
}

/** One page by `per_page` (default 30, at most 100) and `page`, with the Link header GitHub sends. */
export const paginate = <T>(call: Call, all: readonly T[]): Page<T> => {
  const perPage = clamp(call.query.get('per_page'), 30, 100)
  const page = clamp(call.query.get('page'), 1, Number.MAX_SAFE_INTEGER)
  const last = Math.max(1, Math.ceil(all.length / perPage))
  const link = (to: number, relation: string): string => {
    const query = new URLSearchParams(call.query)
    query.set('page', String(to))
    return `<${call.url}?${query.toString()}>; rel="${relation}"`
  }
  const links = [
    ...(page > 1 ? [link(Math.min(page - 1, last), 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ]
  return {
    items: all.slice((page - 1) * perPage, page * perPage),
    total: all.length,
    headers: links.length === 0 ? {} : { link: links.join(', ') },
  }
}

const clamp = (text: string | null, standard: number, most: number): number => {
  const value = Number(text ?? standard)
  return Number.isInteger(value) && value >= 1 ? Math.min(value, most) : standard
}
