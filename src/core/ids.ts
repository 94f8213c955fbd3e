/**
 * A function that returns SHA-256 of UTF-8 text as 64 lower-case hex digits. Callers pass it as a value because this
 * module is pure.
 */
export type Sha256Hex = (text: string) => string

/** The placeholder for an unknown repository id: GitHub's own ids begin with 1. */
export const UNKNOWN_REPOSITORY = '0'

type Repository = { readonly id: string; readonly name: string }

/** Compares two repositories by id, since names change; by name if one of the two ids is not known. */
export const isSameRepository = (one: Repository, other: Repository): boolean =>
  one.id === UNKNOWN_REPOSITORY || other.id === UNKNOWN_REPOSITORY
    ? one.name.toLowerCase() === other.name.toLowerCase()
    : one.id === other.id

/**
 * Returns `<server host>/<repository id>/<run id>`, the permanent id of a run, constant over its attempts. `repository`
 * is the id, or `owner/name` on a runner that does not set GITHUB_REPOSITORY_ID. Every program that computes this value
 * must get the same result, including those that read no file.
 */
export const correlationId = (serverUrl: string, repository: string, runId: string): string =>
  `${new URL(serverUrl).host}/${repository}/${runId}`

/*
 * Trace and span ids by the contract of the OpenTelemetry Collector's githubreceiver with UseCheckRunID (its default
 * since v0.151.0), so that an organisation which runs the receiver gets one trace:
 * open-telemetry/opentelemetry-collector-contrib receiver/githubreceiver. A hashed id is not random, so the W3C
 * flags are `01` (sampled) and never `03`.
 */
export const traceId = (sha256: Sha256Hex, runId: string, attempt: number): string =>
  sha256(`${runId}${attempt}t`).slice(0, 32)
export const runSpanId = (sha256: Sha256Hex, runId: string, attempt: number): string =>
  sha256(`${runId}${attempt}s`).slice(16, 32)
export const jobSpanId = (sha256: Sha256Hex, jobId: string): string => sha256(`${jobId}-j`).slice(16, 32)

/** Returns the W3C `traceparent` of a span of this project. */
export const traceparent = (trace: string, span: string): string => `00-${trace}-${span}-01`

/** Returns trace and span of a valid W3C `traceparent` (version 00, ids not all zero), else undefined. */
export const parseTraceparent = (value: string): { traceId: string; spanId: string } | undefined => {
  const match = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(value)
  const [, trace, span] = match ?? []
  if (trace === undefined || span === undefined) return undefined
  return /^0+$/.test(trace) || /^0+$/.test(span) ? undefined : { traceId: trace, spanId: span }
}
