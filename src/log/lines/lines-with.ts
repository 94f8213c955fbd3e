/**
 * Yields the lines of a text that contain a word, without cutting the text into all of its lines: a log of millions of
 * lines has few. It takes linear time, since the search continues after each line that was found.
 */
export function* linesWith(text: string, word: string): Generator<string> {
  let at = text.indexOf(word)
  while (at !== -1) {
    const end = text.indexOf('\n', at)
    const to = end === -1 ? text.length : end
    yield text.slice(text.lastIndexOf('\n', at) + 1, to)
    at = text.indexOf(word, to)
  }
}
