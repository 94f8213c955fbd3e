import * as z from 'zod/mini'
import { count, list, openEnum, text } from '../values/scalar.ts'

/** The external services that a job can depend on, by the provider. */
export const SERVICES = [
  'apk',
  'apt',
  'aws',
  'aws-identity',
  'aws-secrets-manager',
  'azure',
  'azure-identity',
  'azure-key-vault',
  'bazel-registry',
  'codecov',
  'conda',
  'container-registry',
  'crates',
  'docker-hub',
  'github',
  'go-proxy',
  'google-cloud',
  'google-identity',
  'google-secret-manager',
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
  'vault',
] as const
/** `other` is a service that is not on this list. */
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
  'denied', // an identity or a permission was refused
  'failed', // reported without a reason
] as const
export const serviceFailure = openEnum(SERVICE_FAILURES)
export type ServiceFailure = (typeof SERVICE_FAILURES)[number]

/** A service that lines of a job's log name as used, and its failures. */
export const serviceUse = z.object({
  service,
  /**
   * The host of a known service; for a failure elsewhere, the registrable domain. Never a path, a query, a credential
   * or an address.
   */
  host: z.optional(text(253)),
  firstLine: count,
  /** Title of the step in the log that first names it. */
  step: z.optional(text(1_024)),
  /** Every step that names it in the log, with the duration of the whole step: the service's own share is not known. */
  steps: z.optional(list(z.object({ name: text(1_024), durationMs: z.optional(count) }), 20)),
  failures: list(z.object({ kind: serviceFailure, line: count }), 20),
  /** The number of all failures, including those beyond the list. */
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
