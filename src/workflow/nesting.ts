/**
 * The maximum depth, far above that of any workflow: GitHub's parser stops at 100 (errors-max-depth of its conformance
 * cases).
 */
const MAX_DEPTH = 1_000

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
    if (depth > MAX_DEPTH || dashes > MAX_DEPTH) return true
  }
  return false
}
