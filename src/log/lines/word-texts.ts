/** The bytes of all words, one word after another, in lower case. A word ends where the next one starts. */
export type WordTexts = { readonly bytes: Uint8Array; readonly starts: Uint32Array; readonly owners: Uint16Array }

export type WordTextList = {
  /** Adds a word and returns its number. */
  readonly add: (text: string, owner: number) => number
  readonly bytesOf: (word: number) => Uint8Array
  readonly all: () => WordTexts
}

/** Collects words with the sets that they belong to. */
export const createWordTexts = (): WordTextList => {
  const list: Uint8Array[] = []
  const owners: number[] = []
  const encoder = new TextEncoder()
  const add = (text: string, owner: number): number => {
    owners.push(owner)
    if (text.includes('\n')) throw new RangeError(`the pattern ${JSON.stringify(text)} has a line break`)
    return list.push(encoder.encode(text.toLowerCase())) - 1
  }
  const all = (): WordTexts => {
    const starts = new Uint32Array(list.length + 1)
    list.forEach((bytes, word) => {
      starts[word + 1] = (starts[word] as number) + bytes.length
    })
    return { bytes: Buffer.concat(list), starts, owners: Uint16Array.from(owners) }
  }
  return { add, bytesOf: word => list[word] as Uint8Array, all }
}
