import { LIMITS } from '../../core/limits.ts'
/** Separates the globs of an input by commas and line ends. A comma inside braces belongs to its glob. */
export const splitGlobs = (text: string): readonly string[] => {
  const globs: string[] = ['']
  let depth = 0
  for (const unit of text) {
    if (unit === '{') depth += 1
    if (unit === '}') depth = Math.max(0, depth - 1)
    const isEnd = unit === '\n' || unit === '\r' || (unit === ',' && depth === 0)
    if (isEnd) {
      globs.push('')
      depth = 0
    } else globs[globs.length - 1] += unit
  }
  return globs
}

/** Returns whether a text is a glob of paths inside the workspace. */
export const isReportGlob = (text: string): boolean =>
  text.length <= LIMITS.testReportPattern && !/^(?:[/\\~!]|[A-Za-z]:)/.test(text) && !text.split(/[/\\]/).includes('..')
