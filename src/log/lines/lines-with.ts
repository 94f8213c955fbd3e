/**
 * The lines of a text that have a word in them, without the text being cut into all of its lines: of a log of millions
 * few have it. Takes linear time, since the search goes on behind each line that was found.
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
