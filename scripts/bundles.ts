import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { replacementPaths } from './replacements.ts'

/** One call of ncc: a compiled entry, and the folder of dist/ that it becomes. */
export type Bundle = { readonly name: string; readonly entry: string }

/**
 * `pre` and `main` stand in front of a job's own work, `post` and `report` supervise a process that does theirs: each is one
 * file that loads nothing. Everything else is in the shared bundle, where every library is once.
 */
export const BUNDLES: readonly Bundle[] = [
  { name: 'shared', entry: 'lib/src/parts/parts.bundle.js' },
  { name: 'pre', entry: 'lib/src/recorder/pre.js' },
  { name: 'main', entry: 'lib/src/recorder/main.js' },
  { name: 'post', entry: 'lib/src/recorder/post.js' },
  { name: 'report', entry: 'lib/src/report/main.js' },
]

/**
 * The file `dist/<name>/index.js` that action.yml or package.json names, and the part of the shared bundle that it
 * starts. A `library` hands out what the part exports.
 */
type Launcher = { readonly name: string; readonly part: string; readonly form: 'action' | 'command' | 'library' }

export const LAUNCHERS: readonly Launcher[] = [
  { name: 'post-work', part: 'postWork', form: 'action' },
  { name: 'report-work', part: 'reportWork', form: 'action' },
  { name: 'converge', part: 'converge', form: 'action' },
  { name: 'cli', part: 'cli', form: 'command' },
  { name: 'verify', part: 'verify', form: 'library' },
  { name: 'read', part: 'read', form: 'library' },
  { name: 'workflow-parser', part: 'workflowParser', form: 'library' },
]

/** Every name that can be built; that of a launcher stands for the shared bundle. */
export const BUILD_NAMES: readonly string[] = [...BUNDLES, ...LAUNCHERS].map(({ name }) => name)

const run = promisify(execFile)

/**
 * Builds the named bundles below `outRoot`, all of them where none is named: the same bytes on every machine, for every
 * Node version and from every folder. Two processes work side by side, and the shared bundle keeps one of them busy.
 * @throws the error of ncc, with its output in `stdout` and `stderr`; Error for a package without a licence.
 */
export const buildDist = async (root: string, outRoot: string, names: readonly string[] = []): Promise<void> => {
  const isLauncher = LAUNCHERS.some(({ name }) => names.includes(name))
  const isWanted = ({ name }: Bundle) => names.length === 0 || names.includes(name) || (name === 'shared' && isLauncher)
  const [shared, alone] = [BUNDLES.slice(0, 1), BUNDLES.slice(1)].map(bundles => bundles.filter(isWanted))
  const build = async (bundles: readonly Bundle[] = []): Promise<void> => {
    for (const bundle of bundles) {
      await buildBundle(root, bundle, outRoot)
      await placeLicences(bundle, outRoot)
    }
  }
  await Promise.all([build(shared), build(alone)])
  if (shared?.length === 1) for (const launcher of LAUNCHERS) await writeLauncher(outRoot, launcher)
}

/**
 * Bundles one compiled entry into `<outRoot>/<name>/`, which is emptied first: index.js and chunks for each `import()`,
 * minified, and licenses.txt where packages are in it. Beside that folder comes a package.json that says "module".
 */
export const buildBundle = async (
  root: string,
  { name, entry }: Bundle,
  outRoot: string,
  isPublished = true,
): Promise<void> => {
  const folder = join(outRoot, name)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const lib = join(root, 'lib')
  await writeFile(join(lib, 'tsconfig.json'), JSON.stringify({ compilerOptions: replacementPaths() }))
  await writeFile(join(outRoot, 'package.json'), '{ "type": "module" }\n')
  const use = isPublished ? [] : ['unpublished']
  // ncc takes the names of packages that stand for others from the tsconfig.json of its working directory.
  await run(process.execPath, [join(lib, 'scripts', 'bundle-entry.js'), join(root, entry), folder, ...use], {
    cwd: lib,
    maxBuffer: 64 * 1_048_576,
  })
}

/** One list for all of dist/: that of the shared bundle. @throws Error for a package in what is bundled alone. */
const placeLicences = async ({ name }: Bundle, outRoot: string): Promise<void> => {
  const list = join(outRoot, name, 'licenses.txt')
  if (name === 'shared') await rename(list, join(outRoot, 'licenses.txt'))
  else if (existsSync(list)) throw new Error(`dist/${name} is bundled alone and must hold no package; see ${list}`)
}

const writeLauncher = async (outRoot: string, { name, part, form }: Launcher): Promise<void> => {
  const file = join(outRoot, name, 'index.js')
  await rm(join(outRoot, name), { recursive: true, force: true })
  await mkdir(join(outRoot, name))
  const load = `import { ${part} } from '../shared/index.js'\n`
  switch (form) {
    case 'action':
      return writeFile(file, `${load}\nawait ${part}()\n`)
    case 'command':
      await writeFile(file, `#!/usr/bin/env node\n${load}\nawait ${part}()\n`)
      return chmod(file, 0o755)
    case 'library': {
      const names = await exportedNames(outRoot, part)
      return writeFile(file, `${load}\nexport const { ${names.join(', ')} } = await ${part}()\n`)
    }
  }
}

/** The names of a library, from the bundle that was just built. */
const exportedNames = async (outRoot: string, part: string): Promise<readonly string[]> => {
  const url = pathToFileURL(join(outRoot, 'shared', 'index.js'))
  const parts: Readonly<Record<string, () => Promise<object>>> = await import(url.href)
  return Object.keys((await parts[part]?.()) ?? {}).sort()
}
