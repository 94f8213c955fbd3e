import { posix } from 'node:path'
import { MODULES, mayImport, moduleOf } from '../modules.ts'
import type { RepositoryCheck } from '../repository-check.ts'
import { readModules, type SourceModule } from '../source-module.ts'

export const imports: RepositoryCheck = {
  id: 'imports',
  rule: 'every module of src/ imports only what the map allows, and src/ never imports lab/',
  remedy: 'move the code to the module that may do it; the map is scripts/modules.ts',
  run: async root => (await readModules(root, ['src'])).flatMap(forbiddenImports),
}

/** The imports of one file of src/ that its module does not allow. */
export const forbiddenImports = (source: SourceModule): readonly string[] => {
  const name = moduleOf(source.file)
  const rules = name === undefined ? undefined : MODULES[name]
  if (name === undefined || rules === undefined) return [`${source.file}: not in a module of the map`]
  return source.imports
    .filter(({ specifier, typeOnly }) => {
      if (!specifier.startsWith('.')) return !rules.packages.some(allowed => isOf(specifier, allowed))
      const target = moduleOf(posix.normalize(posix.join(posix.dirname(source.file), specifier)))
      return target === undefined || !mayImport(name, target, typeOnly)
    })
    .map(({ specifier, line }) => `${source.file}:${line}: ${name} may not import ${specifier}`)
}

const isOf = (specifier: string, allowed: string): boolean => {
  if (allowed === '*') return !specifier.startsWith('#')
  return allowed === 'node:'
    ? specifier.startsWith('node:')
    : specifier === allowed || specifier.startsWith(`${allowed}/`)
}
