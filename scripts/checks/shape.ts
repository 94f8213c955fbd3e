import type { RepositoryCheck } from '../repository-check.ts'
import { readModules, type SourceModule } from '../source-module.ts'

const ENVIRONMENT_READER = 'src/io/env.ts'
const ERROR_CLASS = 'src/core/error.ts'

export const shape: RepositoryCheck = {
  id: 'shape',
  rule: 'one reader of process.env, named exports only, no class but the error',
  remedy: 'pass the value in, name the export, write a function',
  run: async root => (await readModules(root, ['src', 'lab', 'scripts', 'bench'])).flatMap(shapeFaults),
}

/**
 * What one module does that the house rules leave to others. Outside src/ reading the environment is fine, and the .js
 * files are what jest asks for.
 */
export const shapeFaults = (module: SourceModule): readonly string[] => {
  const { file } = module
  const at = (line: number, what: string) => `${file}:${line}: ${what}`
  const inSrc = file.startsWith('src/')
  return [
    ...(inSrc && file !== ENVIRONMENT_READER ? module.environmentReads.map(line => at(line, 'reads process.env')) : []),
    ...(file.endsWith('.ts') ? module.defaultExports.map(line => at(line, 'has a default export')) : []),
    ...module.classes
      .filter(({ extends: base }) => file.endsWith('.ts') && (base !== 'Error' || (inSrc && file !== ERROR_CLASS)))
      .map(({ line }) => at(line, 'declares a class')),
  ]
}
