import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { transform } from 'esbuild'
import { recordBundle } from './built-from.ts'
import { listLicences } from './licences.ts'
import { REPLACEMENTS } from './replacements.ts'

// Bundles one entry: node bundle-entry.js <entry> <folder> [unpublished], in lib/. A process of its own, for ncc keeps state.
// What is not published, as what the bench compares with, has no list of licences.

type Output = {
  readonly code: string
  readonly assets: Readonly<Record<string, { readonly source: string | Uint8Array }>>
  readonly stats: { readonly toJson: (options: object) => { readonly modules?: readonly StatsModule[] } }
}
type StatsModule = { readonly name?: string; readonly modules?: readonly StatsModule[] }

const main = async (entry: string, folder: string, isPublished: boolean): Promise<void> => {
  const ncc: (entry: string, options: object) => Promise<Output> = createRequire(import.meta.url)('@vercel/ncc')
  const { code, assets, stats } = await ncc(entry, { cache: false, quiet: true })
  const modules = modulesIn(stats)
  refuseReplaced(modules)
  const packages = [...new Set(modules.map(packageFolder))].sort()
  if (packages.length > 0 && isPublished) await writeFile(join(folder, 'licenses.txt'), await listLicences(packages))
  for (const [name, { source }] of Object.entries({ 'index.js': { source: code }, ...assets })) {
    if (!name.endsWith('.js')) continue
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), await minify(source.toString()))
  }
  await recordBundle(process.cwd(), folder, sourcesIn(stats))
}

/** ASCII alone, so that no character in a bundle can be taken for another. ncc minifies no chunks. */
const minify = async (code: string): Promise<string> => {
  const options = { minify: true, format: 'esm', target: 'node20', legalComments: 'none', charset: 'ascii' } as const
  return (await transform(code, options)).code
}

/** Paths of everything that was bundled from a package, relative to the working directory. */
const modulesIn = (stats: Output['stats']): readonly string[] =>
  listModules(stats).filter(path => path.includes(PACKAGES))

/** Paths of what was bundled from lib/ itself. */
const sourcesIn = (stats: Output['stats']): readonly string[] => [
  ...new Set(listModules(stats).filter(path => path.startsWith('./'))),
]

const listModules = (stats: Output['stats']): readonly string[] => {
  const { modules = [] } = stats.toJson({
    all: false,
    modules: true,
    nestedModules: true,
    modulesSpace: Number.POSITIVE_INFINITY,
    nestedModulesSpace: Number.POSITIVE_INFINITY,
  })
  const namesOf = ({ name = '', modules: inner = [] }: StatsModule): readonly string[] => [
    name,
    ...inner.flatMap(namesOf),
  ]
  // `../node_modules/a/b.js + 3 modules` stands for a module that others were joined into.
  return modules.flatMap(namesOf).map(name => name.split(' ')[0] ?? '')
}

const PACKAGES = 'node_modules/'

/** `../node_modules/a/node_modules/@b/c` of `../node_modules/a/node_modules/@b/c/x.js`. */
const packageFolder = (path: string): string => {
  const start = path.lastIndexOf(PACKAGES) + PACKAGES.length
  const parts = path.slice(start).split('/')
  return path.slice(0, start) + parts.slice(0, parts[0]?.startsWith('@') ? 2 : 1).join('/')
}

/** @throws Error for a package that a replacement did not keep out. */
const refuseReplaced = (modules: readonly string[]): void => {
  const present = REPLACEMENTS.filter(({ absent }) => modules.some(path => path.includes(`${PACKAGES}${absent}`)))
  if (present.length > 0) throw new Error(`bundled although replaced: ${present.map(one => one.specifier).join(', ')}`)
}

const [entry = '', folder = '', use = ''] = process.argv.slice(2)
if (basename(process.cwd()) !== 'lib') throw new Error('the working directory must be lib/')
await main(entry, folder, use !== 'unpublished')
