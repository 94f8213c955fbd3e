import type { TlsSettings } from '../io/http/connection.ts'
import type { ProxySettings } from '../io/http/proxy.ts'

/** How to reach one API server, and as whom. */
export type ClusterAccess = {
  /** Without a slash at its end. */
  readonly server: string
  readonly tls: TlsSettings
  readonly proxies: ProxySettings
  /** Returns the bearer token; undefined where a certificate is the identity. A token in a file is read again: it rotates. */
  readonly readToken: () => Promise<string | undefined>
  /** Values that no record, log or error may hold. */
  readonly secrets: readonly string[]
}
