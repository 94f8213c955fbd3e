import { LIMITS } from '../core/limits.ts'

/**
 * Returns whether a text nests deeper than any workflow. The check runs before a YAML reader: a megabyte of open
 * brackets keeps one busy for many seconds. Brackets in scripts and strings count too, but they close again.
 */
export const nestsTooDeep = (content: string): boolean => {
  let depth = 0
  let dashes = 0
  for (let at = 0; at < content.length; at += 1) {
    const character = content[at]
    if (character === '[' || character === '{') depth += 1
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1)
    // `- - - x`: a list in a list in a list on one line.
    if (character === '-' && content[at + 1] === ' ') dashes += 1
    else if (character !== ' ') dashes = 0
    if (depth > LIMITS.yamlNesting || dashes > LIMITS.yamlNesting) return true
  }
  return false
}
