import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

type Package = { readonly title: string; readonly texts: readonly string[] }

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i

/**
 * Names, versions and licence texts of packages, by their folders; packages with the same text stand together. ncc's own
 * list leaves out what webpack joined into one module.
 * @throws Error for a package that says nothing of its licence.
 */
export const listLicences = async (folders: readonly string[]): Promise<string> => {
  const packages = await Promise.all(folders.map(readPackage))
  const titles = new Map<string, Set<string>>()
  for (const { title, texts } of packages) {
    const text = texts.join('\n\n')
    titles.set(text, (titles.get(text) ?? new Set()).add(title))
  }
  return [...titles]
    .map(([text, named]) => `${[...named].sort().join('\n')}\n${text === '' ? '' : `\n${text}\n`}`)
    .sort()
    .join(`\n${'-'.repeat(80)}\n\n`)
}

const readPackage = async (folder: string): Promise<Package> => {
  const manifest: { readonly name: string; readonly version: string; readonly license?: string } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  )
  const files = (await readdir(folder)).filter(name => LICENCE_FILE.test(name)).sort()
  const texts = await Promise.all(files.map(name => readFile(join(folder, name), 'utf8')))
  const title = `${manifest.name} ${manifest.version} (${manifest.license ?? 'see below'})`
  if (manifest.license === undefined && files.length === 0) throw new Error(`no licence is given for ${title}`)
  return { title, texts: texts.map(text => text.replaceAll('\r\n', '\n').trim()) }
}
