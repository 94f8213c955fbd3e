export type InputReader = {
  readonly values: ReadonlyMap<string, string>
  readonly read: (text: string) => void
  /** Takes a further line of the value that was read last, in any form. */
  readonly continueValue: (text: string) => void
}

const MAX_INPUTS = 100
const MAX_VALUE = 8_192

/** Reads the `with:` block of an action's header: `  name: value`. Further lines of a value have no added indent. */
export const createInputReader = (): InputReader => {
  const values = new Map<string, string>()
  let block = ''
  let last: string | undefined
  const continueValue = (text: string): void => {
    if (last === undefined) return
    const soFar = values.get(last) ?? ''
    if (soFar.length < MAX_VALUE) values.set(last, `${soFar}\n${text}`)
  }
  const read = (text: string): void => {
    if (text === 'with:' || text === 'env:') {
      block = text
      last = undefined
      return
    }
    if (block !== 'with:') return
    const [, name, value = ''] = /^ {2}([\w-]{1,100}): ?(.*)$/.exec(text) ?? []
    if (name !== undefined && values.size < MAX_INPUTS) {
      last = name
      values.set(name, value)
    } else continueValue(text)
  }
  return { values, read, continueValue }
}
