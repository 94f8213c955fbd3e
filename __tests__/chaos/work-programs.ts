import { readFileSync, writeFileSync } from 'node:fs'
import { report, startSupervised } from '../../src/process/supervised.ts'

/*
 * Work that goes wrong, for the tests of its supervisor: node work-programs.js <what>. The last argument is a folder where it
 * leaves a word.
 */
const [, , extent = '', ...rest] = process.argv
const what = process.env['PIPELINE_TRACE_WORK'] ?? ''
const leave = (name: string, content: string): void => {
  const folder = process.env['PIPELINE_TRACE_WORK_FOLDER']
  if (folder !== undefined) writeFileSync(`${folder}/${name}`, content)
}

startSupervised(Number(rest[0] ?? extent))
leave(`started-${extent}`, String(process.pid))

const hang = (): never => {
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000)
}

const works: Readonly<Record<string, () => Promise<void>>> = {
  hangs: async () => {
    await report({ stage: 'read' })
    hang()
  },
  'reads a pipe': async () => {
    await report({ stage: 'read' })
    readFileSync(process.env['PIPELINE_TRACE_WORK_PIPE'] ?? '')
  },
  'takes memory': async () => {
    await report({ stage: 'read' })
    const kept: Buffer[] = []
    for (;;) {
      kept.push(Buffer.alloc(16 * 1_048_576, 1))
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  },
  crashes: async () => {
    await report({ stage: 'read' })
    process.exit(134)
  },
  'hangs in the upload': async () => {
    await report({ stage: 'upload', signed: { digestHex: 'ab'.repeat(32), jobId: '98', attempt: 2 } })
    hang()
  },
  'hangs once': async () => {
    await report({ stage: 'read' })
    if (extent === 'whole') hang()
  },
  waits: async () => {
    await report({ stage: 'read' })
    await new Promise(resolve => setTimeout(resolve, 60_000))
  },
}

await works[what]?.()
process.exit(0)
