import { TraceError } from '../../core/error.ts'
import { describeCause } from './failure-cause.ts'
import type { ForwardProxy } from './proxy.ts'

export const proxyRefused = (proxy: ForwardProxy, status: number): TraceError =>
  new TraceError('PROXY', `the proxy ${proxy.name} refused: HTTP ${status}`, {
    hint:
      status === 407
        ? 'It wants a user and password: http://USER:PASSWORD@HOST:PORT in the variable http_proxy or https_proxy'
        : 'Allow the address there, or name it in the variable no_proxy',
    cause: new Error(`HTTP ${status}`),
  })

export const proxyUnreachable = (proxy: ForwardProxy, error: unknown): TraceError =>
  new TraceError('PROXY', `the proxy ${proxy.name} cannot be reached: ${describeCause(error)}`, {
    hint: 'See the variables http_proxy, https_proxy and no_proxy of this runner',
    cause: error,
  })
