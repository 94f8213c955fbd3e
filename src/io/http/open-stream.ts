import type { ClientRequest, IncomingMessage } from 'node:http'
import { TraceError } from '../../core/error.ts'
import type { Connection } from './connection.ts'
import { describeCause } from './failure-cause.ts'

/** An answer whose body is read as it arrives. */
export type StreamAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: AsyncIterable<Uint8Array>
  readonly close: () => void
}

/**
 * Opens a GET whose body may take minutes and be idle between its lines: a watch. Only `signal` ends it. The answer must
 * begin within `beginMs`. @throws TraceError HTTP, or DEADLINE if no answer began in time.
 */
export const openStream = async (
  what: string,
  headers: Readonly<Record<string, string>>,
  { open }: Connection,
  beginMs: number,
  signal: AbortSignal,
): Promise<StreamAnswer> => {
  const late = AbortSignal.timeout(beginMs)
  try {
    const { answer, request } = await begin(headers, open, signal, late)
    return {
      status: answer.statusCode ?? 0,
      headers: answer.headers,
      body: answer,
      close: () => request.destroy(),
    }
  } catch (cause) {
    if (late.aborted && !signal.aborted)
      throw new TraceError('DEADLINE', `${what}: no answer began within ${beginMs} ms`, { cause })
    throw new TraceError('HTTP', `${what}: no answer: ${describeCause(cause)}`, { cause })
  }
}

type Begun = { readonly answer: IncomingMessage; readonly request: ClientRequest }

const begin = (
  headers: Readonly<Record<string, string>>,
  open: Connection['open'],
  signal: AbortSignal,
  late: AbortSignal,
): Promise<Begun> =>
  new Promise((resolve, reject) => {
    // Never a kept connection: the server may close one at the moment of its reuse, and a watch needs one of its own.
    const request = open({ method: 'GET', signal, headers: { ...ALWAYS, ...headers, connection: 'close' } })
    const giveUp = (): void => {
      request.destroy(new Error('late'))
    }
    late.addEventListener('abort', giveUp, { once: true })
    request
      .on('response', answer => {
        late.removeEventListener('abort', giveUp)
        resolve({ answer, request })
      })
      // The listener stays after the answer began: without it an error ends the process.
      .on('error', reject)
      .on('close', () => reject(Object.assign(new Error('broken off'), { code: 'ECONNRESET' })))
      .end()
  })

const ALWAYS = { 'user-agent': 'pipeline-trace', 'accept-encoding': 'identity', accept: 'application/json' }
