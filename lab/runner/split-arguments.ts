/**
 * Splits a line of arguments as .NET does before it starts a process: at spaces and tabs outside of double quotes; a
 * backslash counts only before a quote (dotnet/runtime ProcessUtils ParseArgumentsIntoList).
 */
export const splitArguments = (line: string): readonly string[] => {
  const found: string[] = []
  let current: string | undefined
  let isQuoted = false
  for (let index = 0; index < line.length; index += 1) {
    const character = line.charAt(index)
    if (character === '\\' && line.charAt(index + 1) === '"') {
      current = `${current ?? ''}"`
      index += 1
    } else if (character === '"') {
      isQuoted = !isQuoted
      current ??= ''
    } else if (!isQuoted && (character === ' ' || character === '\t')) {
      if (current !== undefined) found.push(current)
      current = undefined
    } else current = `${current ?? ''}${character}`
  }
  return current === undefined ? found : [...found, current]
}
