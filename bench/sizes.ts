import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { writeArchive } from '../scripts/archive.ts'
import { measureArchives } from '../scripts/checks/size.ts'
import { limitOf } from '../scripts/sizes.ts'
import { type Case, measure } from './rounds.ts'

const ROUNDS = 9
const run = promisify(execFile)

/**
 * What a job downloads, and how long it takes to unpack: against `peer`, the archive of another action, where one is
 * given (BENCH_PEER_ARCHIVE; `git archive --format=tar.gz HEAD` of a checkout of actions/checkout makes one).
 */
export const benchSizes = async (root: string, folder: string, peer: string | undefined): Promise<void> => {
  for (const { limit, bytes } of await measureArchives(root))
    console.log(
      `${limit.what.padEnd(38)}${(bytes / 1_000).toFixed(0).padStart(6)} kB   allowed ${limitOf(limit) / 1_000} kB, target ${limit.ceiling / 1_000} kB`,
    )
  const ours = join(folder, 'exported.tar.gz')
  await writeArchive(root, 'exported', ours)
  const unpack = (name: string, file: string): Case => ({ name, run: () => timeUnpacking(file, folder) })
  const times = await measure([unpack('ours', ours), ...(peer === undefined ? [] : [unpack('peer', peer)])], ROUNDS)
  const [own, other] = [times.get('ours') ?? Number.NaN, times.get('peer')]
  const against =
    other === undefined || peer === undefined
      ? 'BENCH_PEER_ARCHIVE names no archive to compare with'
      : `${(own / other).toFixed(2).padStart(5)} × the peer's (${other.toFixed(0)} ms, ${((await stat(peer)).size / 1_000).toFixed(0)} kB), target 1.2`
  console.log(`${'unpacking the archive'.padEnd(38)}${own.toFixed(0).padStart(6)} ms   ${against}`)
}

const timeUnpacking = async (file: string, folder: string): Promise<number> => {
  const target = await mkdtemp(join(folder, 'unpacked-'))
  const started = performance.now()
  await run('tar', ['-xzf', file, '-C', target])
  const millis = performance.now() - started
  await rm(target, { recursive: true, force: true })
  return millis
}
