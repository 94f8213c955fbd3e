/**
 * Reads what a step wrote to $GITHUB_ENV, $GITHUB_OUTPUT or $GITHUB_STATE: `NAME=VALUE` or `NAME<<DELIMITER`, lines,
 * `DELIMITER` (actions/runner src/Runner.Worker/FileCommandManager.cs EnvFileKeyValuePairs, same error texts).
 */
export const parseKeyValueFile = (text: string): readonly (readonly [string, string])[] => {
  const lines = text.split('\n')
  // A last line that a line break has ended is no line of its own.
  const ended = lines.at(-1) === ''
  if (ended) lines.pop()
  const pairs: (readonly [string, string])[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      pairs.push([line.slice(0, equals), line.slice(equals + 1)])
    } else if (heredoc >= 0) {
      const name = line.slice(0, heredoc)
      const delimiter = line.slice(heredoc + 2)
      if (name === '' || delimiter === '')
        throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`)
      const end = lines.indexOf(delimiter, at + 1)
      if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
      pairs.push([name, lines.slice(at + 1, end).join('\n')])
      at = end
    } else throw new Error(`Invalid format '${line}'`)
  }
  return pairs
}
