import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'

/** Wall milliseconds from the start of a Node process to its end. @throws Error when it does not end with 0. */
export const timeProcess = async (
  node: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number> => {
  const started = performance.now()
  const child = spawn(node, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString()
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  const millis = performance.now() - started
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${complaint.slice(0, 1_000)}`)
  return millis
}
