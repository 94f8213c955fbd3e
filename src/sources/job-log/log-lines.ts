import { MAX_LINE } from './log-line.ts'

/**
 * Lines of a log given in chunks of bytes. Bytes that are no UTF-8 become U+FFFD; of a line over the limit only its
 * beginning is kept, so that memory stays bounded whatever a run prints.
 */
export async function* logLines(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let rest = ''
  for await (const chunk of chunks) {
    const lines = decoder.decode(chunk, { stream: true }).split('\n')
    const [first = '', ...others] = lines
    rest = extend(rest, first)
    for (const line of others) {
      yield rest
      rest = extend('', line)
    }
  }
  rest = extend(rest, decoder.decode())
  if (rest !== '') yield rest
}

const extend = (line: string, more: string): string =>
  line.length > MAX_LINE ? line : line + more.slice(0, MAX_LINE + 1 - line.length)
