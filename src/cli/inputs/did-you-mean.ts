/** Returns `; did you mean report?` where a known word is at most two letters away; else ''. */
export const didYouMean = (given: string, known: readonly string[]): string => {
  const word = given.slice(0, MAX_WORD)
  const near = known
    .map(name => ({ name, distance: measureDistance(word, name) }))
    .filter(({ name, distance }) => distance <= Math.min(2, Math.floor(name.length / 2)))
    .toSorted((a, b) => a.distance - b.distance)
  return near[0] === undefined ? '' : `; did you mean ${near[0].name}?`
}

const MAX_WORD = 40

/** Counts the letters to insert, drop, change or swap with a neighbour (optimal string alignment). */
const measureDistance = (from: string, to: string): number => {
  let [beforeLast, last] = [[] as number[], Array.from({ length: to.length + 1 }, (_, index) => index)]
  for (let row = 1; row <= from.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1]
      const change = (last[column - 1] ?? 0) + (isSame ? 0 : 1)
      const isSwap = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      next.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          change,
          isSwap ? (beforeLast[column - 2] ?? 0) + 1 : change,
        ),
      )
    }
    ;[beforeLast, last] = [last, next]
  }
  return last[to.length] ?? from.length
}
