/**
 * What a reader of a log looks for in a line, so that the scan can leave every other line undecoded. `prefixes` stand at
 * the beginning of the text, after the time and colours; `words` stand anywhere. Both are compared without regard to the
 * case of ASCII letters: the reader itself decides.
 */
export type LinePatterns = { readonly prefixes?: readonly string[]; readonly words?: readonly string[] }

/**
 * A deterministic automaton over the bytes of lines (Aho and Corasick, Efficient string matching, 1975). The patterns of
 * each reader are one bit of the masks. A state is the offset of its row: `next[state | byte]` is the state after a byte,
 * with `FLAG` set where the byte ends a pattern or begins a colour, so that the scan looks no further at most bytes.
 */
export type LineTable = {
  readonly next: Uint32Array
  /** Bits of the readers whose patterns end in a state, by the number of the state: the state >>> 8. */
  readonly masks: Int32Array
  /** The state at the beginning of a text, where prefixes may begin. */
  readonly start: number
}

export const FLAG = 0x4000_0000
export const ESCAPE = 0x1b
const NUL = 0x00

const ROOT = 0
const MAX_STATES = 65_535

type Node = { readonly edges: Map<number, number>; fallback: number; mask: number }

/** Numbers of nodes by their distance from a root: a fallback is nearer than the node. */
type Order = readonly number[]

/** One bit for each entry of `readers`: at most 31. @throws RangeError for more patterns than the table can hold. */
export const buildLineTable = (readers: readonly LinePatterns[]): LineTable => {
  if (readers.length > 31) throw new RangeError(`${readers.length} readers of lines, at most 31`)
  const nodes: Node[] = [newNode(), newNode()]
  const start = 1
  readers.forEach(({ words = [] }, bit) => {
    for (const word of words) insert(nodes, ROOT, word, 1 << bit)
  })
  readers.forEach(({ prefixes = [] }, bit) => {
    for (const prefix of prefixes) insert(nodes, start, prefix, 1 << bit)
  })
  if (nodes.length > MAX_STATES) throw new RangeError(`${nodes.length} states of the line table, at most ${MAX_STATES}`)
  const order = [...linkFallbacks(nodes, ROOT), ...linkFallbacks(nodes, start)]
  return toTable(nodes, order, start)
}

const newNode = (): Node => ({ edges: new Map(), fallback: ROOT, mask: 0 })

const insert = (nodes: Node[], root: number, pattern: string, mask: number): void => {
  let at = root
  for (const byte of new TextEncoder().encode(pattern.toLowerCase())) {
    const node = nodes[at] as Node
    const known = node.edges.get(byte)
    at = known ?? nodes.push(newNode()) - 1
    if (known === undefined) node.edges.set(byte, at)
  }
  const end = nodes[at] as Node
  end.mask |= mask
}

/**
 * Breadth first, the words before the prefixes, which fall back to them: the fallback of a node is the node of the longest
 * ending of its text that is the beginning of a word.
 */
const linkFallbacks = (nodes: readonly Node[], root: number): Order => {
  const order = [root]
  for (let index = 0; index < order.length; index += 1) {
    const node = nodes[order[index] as number] as Node
    for (const [byte, child] of node.edges) {
      const target = nodes[child] as Node
      target.fallback = node === nodes[ROOT] ? ROOT : stepFrom(nodes, node.fallback, byte)
      target.mask |= (nodes[target.fallback] as Node).mask
      order.push(child)
    }
  }
  return order
}

/** The node after one byte, by fallbacks. */
const stepFrom = (nodes: readonly Node[], from: number, byte: number): number => {
  let at = from
  for (;;) {
    const node = nodes[at] as Node
    const next = node.edges.get(byte)
    if (next !== undefined) return next
    if (at === ROOT) return ROOT
    at = node.fallback
  }
}

const ROW = 8

const toTable = (nodes: readonly Node[], order: Order, start: number): LineTable => {
  const next = new Uint32Array(nodes.length << ROW)
  const flagged = (number: number): number => (number << ROW) | ((nodes[number] as Node).mask === 0 ? 0 : FLAG)
  for (const number of order) {
    const { edges, fallback } = nodes[number] as Node
    const row = number << ROW
    // What the node has no edge for goes on as it does from its fallback, whose row is there already.
    if (number !== ROOT) next.copyWithin(row, fallback << ROW, (fallback + 1) << ROW)
    for (const [byte, child] of edges) {
      next[row | byte] = flagged(child)
      if (byte >= LOWER_A && byte <= LOWER_Z) next[row | (byte - CASE)] = flagged(child)
    }
  }
  for (const number of order) {
    next[(number << ROW) | ESCAPE] = (number << ROW) | FLAG
    next[(number << ROW) | NUL] = number << ROW
  }
  return { next, masks: Int32Array.from(nodes, ({ mask }) => mask), start: start << ROW }
}

const [LOWER_A, LOWER_Z, CASE] = [0x61, 0x7a, 0x20]
