import { execFile } from 'node:child_process'
import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** One folder of dist: what `ncc` is given, and whether people run it by hand. */
export type Bundle = { readonly name: string; readonly entry: string; readonly executable: boolean }

/** In build order: the others import dist/workflow-parser (package.json "imports"), so it comes first. */
export const BUNDLES: readonly Bundle[] = [
  { name: 'workflow-parser', entry: 'lib/src/sources/workflow-parser.bundle.js', executable: false },
  { name: 'pre', entry: 'lib/src/recorder/pre.js', executable: false },
  { name: 'main', entry: 'lib/src/recorder/main.js', executable: false },
  { name: 'post', entry: 'lib/src/recorder/post.js', executable: false },
  { name: 'post-work', entry: 'lib/src/recorder/post-work.js', executable: false },
  { name: 'report', entry: 'lib/src/report/main.js', executable: false },
  { name: 'report-work', entry: 'lib/src/report/main-work.js', executable: false },
  { name: 'verify', entry: 'lib/src/trust/verify.bundle.js', executable: false },
  { name: 'cli', entry: 'lib/src/cli/main.js', executable: true },
]

const SHEBANG = '#!/usr/bin/env node\n'
const run = promisify(execFile)

/**
 * Bundles one compiled entry into `<outRoot>/<name>/`, which is emptied first: index.js, chunks for each `import()`,
 * licenses.txt and a package.json that says "module". The same bytes come out on every machine and Node version.
 * @throws the error of ncc, with its output in `stdout` and `stderr`.
 */
export const buildBundle = async (root: string, bundle: Bundle, outRoot: string): Promise<void> => {
  const folder = join(outRoot, bundle.name)
  await rm(folder, { recursive: true, force: true })
  const ncc = join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js')
  const options = ['--out', folder, '--license', 'licenses.txt', '--no-cache', '--quiet']
  await run(process.execPath, [ncc, 'build', join(root, bundle.entry), ...options], {
    cwd: root,
    maxBuffer: 64 * 1_048_576,
  })
  await dropUnusedAssetBase(join(folder, 'index.js'))
  if (bundle.executable) await makeExecutable(join(folder, 'index.js'))
}

/**
 * ncc sets a base folder for relocated assets with `new URL('.', import.meta.url)`, whether there are any or not. In a
 * bundle that other bundles import, webpack takes that for an asset and puts a second copy of the whole file beside
 * itself. The line goes where nothing but itself names that base.
 */
const dropUnusedAssetBase = async (file: string): Promise<void> => {
  const code = await readFile(file, 'utf8')
  const lines = code.split('\n')
  const naming = lines.filter(line => line.includes('__nccwpck_require__.ab'))
  const [only] = naming
  if (naming.length === 1 && only !== undefined) await writeFile(file, lines.filter(line => line !== only).join('\n'))
}

const makeExecutable = async (file: string): Promise<void> => {
  const code = await readFile(file, 'utf8')
  if (!code.startsWith('#!')) await writeFile(file, SHEBANG + code)
  await chmod(file, 0o755)
}
