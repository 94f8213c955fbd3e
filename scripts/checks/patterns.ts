import { analyse } from 'scslre'
import type { RepositoryCheck } from '../repository-check.ts'
import { readModules, type SourceModule } from '../source-module.ts'

export const patterns: RepositoryCheck = {
  id: 'patterns',
  rule: 'every regular expression of src/ and lab/ takes linear time',
  remedy: 'anchor the pattern, make neighbouring repetitions exclude each other, or bound them',
  run: async root => (await readModules(root, ['src', 'lab'])).flatMap(slowPatterns),
}

/**
 * Patterns of a module that an input can make slower than linear: by backtracking, or because the search starts again
 * at every character. The analysis compares repetitions with each other and does not see alternatives that overlap
 * inside one repetition, such as `(a|a)*`: those are left to review. In src/ patterns made at run time are refused as well, since nobody can check them.
 */
export const slowPatterns = (module: SourceModule): readonly string[] => [
  ...module.patterns
    .filter(({ source, flags }) => isSlow(source, flags))
    .map(({ source, flags, line }) => `${module.file}:${line}: /${source}/${flags}`),
  ...(module.file.startsWith('src/') ? module.dynamicPatterns : []).map(
    line => `${module.file}:${line}: pattern made at run time`,
  ),
]

const isSlow = (source: string, flags: string): boolean => analyse({ source, flags }).reports.length > 0
