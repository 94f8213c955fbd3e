/**
 * Returns why an exchange failed, in a few words with the code of Node or OpenSSL. The text is never empty, and never
 * from another machine. Node gives an AggregateError without a message if every address of a name refused.
 */
export const describeCause = (error: unknown): string => {
  const code = findCode(error)
  const words = code === undefined ? undefined : explainCode(code)
  if (words !== undefined) return `${words} (${code})`
  if (code !== undefined) return code
  if (!(error instanceof Error)) return 'an error without a name'
  // Node's own message for a body that ended early. Other messages may quote addresses.
  return error.message === 'aborted' ? 'the connection broke off' : error.name
}

const findCode = (error: unknown): string | undefined => {
  const code = getField(error, 'code')
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code)) return code
  const errors = getField(error, 'errors')
  return Array.isArray(errors) ? errors.map(findCode).find(inner => inner !== undefined) : undefined
}

const getField = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined

const explainCode = (code: string): string | undefined => {
  const known = WORDS[code]
  if (known !== undefined) return known
  if (code.startsWith('HPE_')) return 'the answer is not HTTP'
  return isTlsCode(code) ? `the TLS connection failed; ${TLS_REMEDY}` : undefined
}

/** The codes that Node sets for a certificate chain that it cannot check, and OpenSSL for a failed handshake. */
const isTlsCode = (code: string): boolean =>
  /^(?:CERT_|ERR_TLS_|ERR_SSL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|INVALID_CA)/.test(code)

const TLS_REMEDY = 'a certificate authority of your own belongs in NODE_EXTRA_CA_CERTS'

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection broke off',
  ECONNABORTED: 'the connection broke off',
  EPIPE: 'the connection broke off',
  ETIMEDOUT: 'no connection',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ENOTFOUND: 'the name of the host is unknown',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  EPROTO: `the TLS connection failed; ${TLS_REMEDY}`,
  HPE_HEADER_OVERFLOW: 'the headers of the answer are too long',
  Z_DATA_ERROR: 'the answer is not compressed as it says',
  Z_BUF_ERROR: 'the answer is not compressed as it says',
  ERR_INVALID_URL: 'not an address',
  ERR_INVALID_PROTOCOL: 'neither http nor https',
  ERR_STREAM_PREMATURE_CLOSE: 'the connection broke off',
}
