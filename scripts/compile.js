import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

// npm run compile: tsc writes into a folder of its own, and each file that changed is renamed into lib/. Two commands that
// compile at once, and one that runs what another compiles, never meet a file that is half written.
const root = resolve(import.meta.dirname, '..')
const lib = join(root, 'lib')
const fresh = join(lib, `.compile-${process.pid}`)

const bytesOf = file => {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

const moveChanged = () => {
  for (const entry of readdirSync(fresh, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const from = join(entry.parentPath, entry.name)
    const to = join(lib, from.slice(fresh.length + 1))
    if (bytesOf(to)?.equals(readFileSync(from)) === true) continue
    mkdirSync(dirname(to), { recursive: true })
    renameSync(from, to)
  }
}

mkdirSync(fresh, { recursive: true })
try {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-p', root, '--outDir', fresh], { stdio: 'inherit' })
  moveChanged()
  process.exitCode = status ?? 1
} finally {
  rmSync(fresh, { recursive: true, force: true })
}
