import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, request } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The name under which a test's services stand on the other side of a proxy; `.test` resolves nowhere (RFC 6761). */
export const PUBLIC_HOST = 'lab.github.test'

export type PublicFront = {
  /** `http://lab.github.test` or `https://…`. */
  readonly origin: string
  /** What a proxy needs to lead there. */
  readonly routes: Readonly<Record<string, number>>
  /** PEM file with the authority of its certificate, for NODE_EXTRA_CA_CERTS. */
  readonly authorityFile: string
  readonly stop: () => Promise<void>
}

/**
 * A server that stands for `inner` under a public name: what it answers names the public address instead of loopback,
 * which no client of ours reaches through a proxy.
 */
export const startPublicFront = async (inner: string, protocol: 'http' | 'https'): Promise<PublicFront> => {
  const folder = mkdtempSync(join(tmpdir(), 'public-front-'))
  const origin = `${protocol}://${PUBLIC_HOST}`
  const answer: RequestListener = (incoming, outgoing) => {
    const { host: _, ...headers } = incoming.headers
    const onward = request(`${inner}${incoming.url}`, { method: incoming.method, headers }, async made => {
      const chunks: Buffer[] = []
      for await (const chunk of made) chunks.push(chunk as Buffer)
      const isText = /json|xml|text/.test(String(made.headers['content-type']))
      const body = Buffer.concat(chunks)
      const told = isText ? Buffer.from(body.toString('utf8').replaceAll(inner, origin)) : body
      const { location } = made.headers
      outgoing.writeHead(made.statusCode ?? 502, {
        ...made.headers,
        'content-length': told.byteLength,
        ...(location === undefined ? {} : { location: location.replace(inner, origin) }),
      })
      outgoing.end(told)
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  }
  const tls = makeCertificate(folder)
  const server =
    protocol === 'https'
      ? createTlsServer({ key: readFileSync(tls.key), cert: readFileSync(tls.certificate) }, answer)
      : createServer(answer)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin,
    routes: { [`${PUBLIC_HOST}:${protocol === 'https' ? 443 : 80}`]: port },
    authorityFile: tls.authority,
    stop: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** An authority and a certificate of it for the public name, by openssl. */
export const makeCertificate = (
  folder: string,
): { readonly authority: string; readonly key: string; readonly certificate: string } => {
  const at = (name: string): string => join(folder, name)
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { stdio: 'ignore' })
  }
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'] as const
  writeFileSync(at('names'), `subjectAltName=DNS:${PUBLIC_HOST},DNS:localhost,IP:127.0.0.1\n`)
  openssl('req', '-x509', ...newKey, '-keyout', at('ca.key'), '-out', at('ca.pem'), '-subj', '/CN=test authority')
  openssl('req', ...newKey, '-keyout', at('key.pem'), '-out', at('request'), '-subj', `/CN=${PUBLIC_HOST}`)
  const signed = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-extfile', at('names')]
  openssl('x509', '-req', '-in', at('request'), ...signed, '-out', at('cert.pem'))
  return { authority: at('ca.pem'), key: at('key.pem'), certificate: at('cert.pem') }
}
