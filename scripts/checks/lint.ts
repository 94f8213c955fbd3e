import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { RepositoryCheck } from '../repository-check.ts'

export const format: RepositoryCheck = {
  id: 'format',
  rule: 'biome finds nothing to format, sort or correct',
  remedy: 'npx biome check --write .',
  run: root => linesOf(root, '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '--reporter=github', '.']),
}

export const promises: RepositoryCheck = {
  id: 'promises',
  rule: 'oxlint finds no floating or misused promise',
  remedy: 'await it, return it, or say with `void` that nobody waits',
  run: root => linesOf(root, 'oxlint/bin/oxlint', ['--type-aware', '--format=unix', '--deny-warnings']),
}

export const unused: RepositoryCheck = {
  id: 'unused',
  rule: 'knip finds no unused file, export or dependency',
  remedy: 'remove it, or name the entry in knip.json',
  run: root => linesOf(root, 'knip/bin/knip.js', ['--reporter', 'compact', '--no-progress']),
}

const run = promisify(execFile)

/** Output of a tool of node_modules, one fault a line; nothing when it exits with 0. */
const linesOf = async (root: string, script: string, args: readonly string[]): Promise<readonly string[]> => {
  try {
    await run(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, maxBuffer: 16 * 1_048_576 })
    return []
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    const lines = `${stdout}\n${stderr}`.split('\n').filter(line => line.trim() !== '')
    return lines.length > 0 ? lines : [String(error)]
  }
}
