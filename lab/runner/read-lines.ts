import type { Readable } from 'node:stream'

/** A line over this is given in pieces: a step that never ends its line must not fill the memory of the lab. */
const LONGEST_LINE = 16 * 1_048_576

/** Gives the lines of a stream, ended by a line feed, a carriage return or both; the last one may lack its end. */
export const readLines = (stream: Readable, onLine: (line: string) => void): void => {
  let rest = ''
  let endedByReturn = false
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    const text = endedByReturn && chunk.startsWith('\n') ? chunk.slice(1) : chunk
    endedByReturn = chunk.endsWith('\r')
    const lines = text.split(/\r\n|\n|\r/)
    lines[0] = `${rest}${lines[0] ?? ''}`
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
    if (rest.length > LONGEST_LINE) {
      onLine(rest)
      rest = ''
    }
  })
  stream.on('end', () => {
    if (rest !== '') onLine(rest)
    rest = ''
  })
  // A pipe that breaks ends the output; the exit of the process says the rest.
  stream.on('error', () => undefined)
}
