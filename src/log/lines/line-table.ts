/**
 * What a reader of a log looks for in a line, so that the scan can leave every other line undecoded. `prefixes` stand at
 * the beginning of the text, after the time and colours; `words` stand anywhere. Both are compared without regard to the
 * case of ASCII letters: the reader itself decides.
 */
export type LinePatterns = { readonly prefixes?: readonly string[]; readonly words?: readonly string[] }

/**
 * A deterministic automaton over the bytes of lines (Aho and Corasick, Efficient string matching, 1975). A state is the offset of its row: `next[state | classes[byte]]` is the state after a byte,
 * with `FLAG` set where the byte ends a pattern, a line or begins a colour, so that the scan looks no further at most bytes.
 */
export type Automaton = {
  readonly next: Uint32Array
  readonly classes: Uint8Array
  /** A state is its number shifted so far. */
  readonly shift: number
  /** Which of the given patterns end in a state, by the number of the state. */
  readonly ends: readonly (readonly number[])[]
  /** The state at the beginning of a text, where prefixes may begin. */
  readonly start: number
}

/** For a scan: at most 31 readers, each a bit of the masks. */
export type LineTable = Pick<Automaton, 'next' | 'classes' | 'shift' | 'start'> & { readonly masks: Int32Array }

export const FLAG = 0x4000_0000
export const ESCAPE = 0x1b
const NUL = 0x00
export const NEWLINE = 0x0a

const ROOT = 0
const MAX_STATES = 65_535

type Node = { readonly edges: Map<number, number>; fallback: number; readonly ends: Set<number> }

/** Numbers of nodes by their distance from a root: a fallback is nearer than the node. */
type Order = readonly number[]

/** One bit for each entry of `readers`. @throws RangeError for more than 31 readers, or more patterns than can be held. */
export const buildLineTable = (readers: readonly LinePatterns[]): LineTable => {
  if (readers.length > 31) throw new RangeError(`${readers.length} readers of lines, at most 31`)
  const { next, classes, shift, ends, start } = buildAutomaton(readers)
  return {
    next,
    classes,
    shift,
    start,
    masks: Int32Array.from(ends, found => found.reduce((mask, index) => mask | (1 << index), 0)),
  }
}

/** `ends` names the entries of `patterns` by their index. @throws RangeError for more patterns than can be held. */
export const buildAutomaton = (patterns: readonly LinePatterns[]): Automaton => {
  const nodes: Node[] = [newNode(), newNode()]
  const start = 1
  patterns.forEach(({ words = [], prefixes = [] }, index) => {
    for (const word of words) insert(nodes, ROOT, word, index)
    for (const prefix of prefixes) insert(nodes, start, prefix, index)
  })
  if (nodes.length > MAX_STATES) throw new RangeError(`${nodes.length} states of the line table, at most ${MAX_STATES}`)
  const order = [...linkFallbacks(nodes, ROOT), ...linkFallbacks(nodes, start)]
  return toAutomaton(nodes, order, start)
}

const newNode = (): Node => ({ edges: new Map(), fallback: ROOT, ends: new Set() })

const insert = (nodes: Node[], root: number, pattern: string, index: number): void => {
  let at = root
  for (const byte of new TextEncoder().encode(pattern.toLowerCase())) {
    const node = nodes[at] as Node
    const known = node.edges.get(byte)
    at = known ?? nodes.push(newNode()) - 1
    if (known === undefined) node.edges.set(byte, at)
  }
  const end = nodes[at] as Node
  end.ends.add(index)
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
      for (const index of (nodes[target.fallback] as Node).ends) target.ends.add(index)
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

const OTHER = 0

/**
 * The class of each byte: bytes that no pattern tells apart share one, and so do both cases of a letter. A row has as many
 * places as there are classes, a quarter of 256, so that the rows in use stay near the processor.
 */
const toClasses = (nodes: readonly Node[]): { readonly classes: Uint8Array; readonly count: number } => {
  const classes = new Uint8Array(256).fill(OTHER)
  let count = OTHER + 1
  const give = (byte: number): void => {
    if (classes[byte] === OTHER) classes[byte] = count++
  }
  for (const byte of [ESCAPE, NEWLINE, NUL]) give(byte)
  for (const { edges } of nodes) for (const byte of edges.keys()) give(byte)
  for (let byte = LOWER_A; byte <= LOWER_Z; byte += 1) classes[byte - CASE] = classes[byte] ?? OTHER
  return { classes, count }
}

const toAutomaton = (nodes: readonly Node[], order: Order, start: number): Automaton => {
  const { classes, count } = toClasses(nodes)
  const shift = Math.ceil(Math.log2(count))
  const next = new Uint32Array(nodes.length << shift)
  const flagged = (number: number): number => (number << shift) | ((nodes[number] as Node).ends.size === 0 ? 0 : FLAG)
  const place = (number: number, byte: number): number => (number << shift) | (classes[byte] as number)
  for (const number of order) {
    const { edges, fallback } = nodes[number] as Node
    // What the node has no edge for goes on as it does from its fallback, whose row is there already.
    if (number !== ROOT) next.copyWithin(number << shift, fallback << shift, (fallback + 1) << shift)
    for (const [byte, child] of edges) next[place(number, byte)] = flagged(child)
  }
  for (const number of order) {
    next[place(number, ESCAPE)] = (number << shift) | FLAG
    next[place(number, NEWLINE)] = (number << shift) | FLAG
    next[place(number, NUL)] = number << shift
  }
  return { next, classes, shift, ends: nodes.map(({ ends }) => [...ends]), start: start << shift }
}

/** The entries of the automaton's patterns that stand in a text, by their index, in ascending order. */
export const findPatterns = ({ next, classes, shift, ends, start }: Automaton, text: string): readonly number[] => {
  const bytes = Buffer.from(text)
  const found = new Set<number>()
  let state = start
  for (const byte of bytes) {
    state = next[state | (classes[byte] as number)] as number
    if (state < FLAG) continue
    state -= FLAG
    for (const index of ends[state >>> shift] ?? []) found.add(index)
  }
  return [...found].sort((one, other) => one - other)
}

const [LOWER_A, LOWER_Z, CASE] = [0x61, 0x7a, 0x20]
