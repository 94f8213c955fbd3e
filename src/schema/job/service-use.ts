import * as z from 'zod/mini'
import { count, list, openEnum, text } from '../values/scalar.ts'

/** What a job can lean on outside its machine, by who answers. */
export const SERVICES = [
  'apk',
  'apt',
  'aws',
  'azure',
  'bazel-registry',
  'codecov',
  'conda',
  'container-registry',
  'crates',
  'docker-hub',
  'github',
  'go-proxy',
  'google-cloud',
  'gradle',
  'homebrew',
  'hugging-face',
  'maven',
  'node',
  'npm',
  'nuget',
  'packagist',
  'playwright',
  'pypi',
  'rubygems',
  'sigstore',
] as const
/** `other` is a service that is not known here. */
export const service = openEnum(SERVICES)
export type Service = (typeof SERVICES)[number] | 'other'

export const SERVICE_FAILURES = [
  'dns',
  'tls',
  'rate-limit',
  'server-error',
  'not-found',
  'reset',
  'refused',
  'time-out',
] as const
export const serviceFailure = openEnum(SERVICE_FAILURES)
export type ServiceFailure = (typeof SERVICE_FAILURES)[number]

/** A service that the lines of a job's log name as used, and how it failed. */
export const serviceUse = z.object({
  service,
  /** Of a known service; else of a failure the registrable domain. Never a path, a query, a credential or an address. */
  host: z.optional(text(253)),
  firstLine: count,
  /** Title of the part of the log where it was first named. */
  step: z.optional(text(1_024)),
  /** Every step whose part of the log names it, and how long that step took: the time is not the service's alone. */
  steps: z.optional(list(z.object({ name: text(1_024), durationMs: z.optional(count) }), 20)),
  failures: list(z.object({ kind: serviceFailure, line: count }), 20),
  /** All failures, those beyond the list included. */
  failureCount: count,
})
export type ServiceStep = { readonly name: string; readonly durationMs?: number }
export type ServiceUse = {
  readonly service: Service
  readonly host?: string
  readonly firstLine: number
  readonly step?: string
  readonly steps?: readonly ServiceStep[]
  readonly failures: readonly { readonly kind: ServiceFailure; readonly line: number }[]
  readonly failureCount: number
}
