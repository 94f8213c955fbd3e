import { posix } from 'node:path'
import { ROOMS, roomOf } from '../import-rules.ts'
import type { RepositoryCheck } from '../repository-check.ts'
import { readModules, type SourceModule } from '../source-module.ts'

export const imports: RepositoryCheck = {
  id: 'imports',
  rule: 'every room of src/ imports only what the map allows, and src/ never imports lab/',
  remedy:
    'move the code to the room that may do it; the map stands in scripts/import-rules.ts and docs/architecture.md',
  run: async root => (await readModules(root, ['src'])).flatMap(forbiddenImports),
}

/** The imports of one module of src/ that its room does not allow. */
export const forbiddenImports = (module: SourceModule): readonly string[] => {
  const room = roomOf(module.file)
  const rules = room === undefined ? undefined : ROOMS[room]
  if (room === undefined || rules === undefined) return [`${module.file}: not a room of the map`]
  return module.imports
    .filter(({ specifier, typeOnly }) => {
      if (specifier === '#workflow-parser') return room !== 'sources'
      if (!specifier.startsWith('.')) return !rules.packages.some(name => isOf(specifier, name))
      const target = roomOf(posix.normalize(posix.join(posix.dirname(module.file), specifier)))
      if (target === undefined) return true
      return target !== room && !rules.rooms.includes(target) && !(typeOnly && rules.types?.includes(target) === true)
    })
    .map(({ specifier, line }) => `${module.file}:${line}: ${room} may not import ${specifier}`)
}

const isOf = (specifier: string, name: string): boolean =>
  name === '*' ||
  (name === 'node:' ? specifier.startsWith('node:') : specifier === name || specifier.startsWith(`${name}/`))
