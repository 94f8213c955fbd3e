/** One request as the lab's services see it; the whole body is read before a handler runs (cap 256 MiB). */
export type LabRequest = {
  readonly method: string
  /** Path without query, still percent-encoded, starting with `/`. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
}

export type LabResponse = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
}

/** One service. `undefined` means "not my path": the next service is asked; nobody's path fails the lab run. */
export type LabHandler = (request: LabRequest) => Promise<LabResponse | undefined>

export const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): LabResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
})
