/** The same lines, each shown to `read` on its way. By hand: a generator around a generator costs as much as reading. */
export const along = (lines: AsyncIterable<string>, read: (raw: string) => void): AsyncIterable<string> => ({
  [Symbol.asyncIterator]: () => {
    const inner = lines[Symbol.asyncIterator]()
    return {
      next: () =>
        inner.next().then(result => {
          if (result.done !== true) read(result.value)
          return result
        }),
      return: async () => (await inner.return?.()) ?? { done: true, value: undefined },
    }
  },
})
