import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { performance } from 'node:perf_hooks'
import { actionEnvironment } from './action-environment.ts'

/**
 * Milliseconds from the start of `node <script>` to the first HTTP request that it makes to any of its addresses. The
 * process is ended then. @throws Error when it ends without a request.
 */
export const timeFirstRequest = async (node: string, script: string, folder: string): Promise<number> => {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const environment = await actionEnvironment(folder, {
    resultsUrl: `${origin}/`,
    apiUrl: `${origin}/api`,
    serverUrl: `http://github.localhost:${port}`,
  })
  const started = performance.now()
  const child = spawn(node, [script], { env: environment, stdio: 'ignore' })
  try {
    return await new Promise<number>((resolve, reject) => {
      server.once('request', () => resolve(performance.now() - started))
      child.once('error', reject)
      child.once('close', code => reject(new Error(`${script} ended with ${code} and made no request`)))
    })
  } finally {
    child.kill('SIGKILL')
    server.closeAllConnections()
    server.close()
  }
}
