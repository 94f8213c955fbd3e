import { cutText } from '../../core/cut-text.ts'
/** A part of a report: its title ('' for the opening), and blocks that may be dropped from the end. */
export type Section = { readonly title: string; readonly blocks: readonly string[] }

const encoder = new TextEncoder()
const measureBytes = (value: string): number => encoder.encode(value).byteLength

/** Bytes kept for the sentence that names what was cut. */
const RESERVE = 600

/**
 * Joins sections up to `maxBytes` of UTF-8. The rest is cut between blocks, from the first section that is too long
 * on, and named at the end. GitHub refuses a longer check run and drops a longer summary whole.
 */
export const assemble = (sections: readonly Section[], maxBytes: number): string => {
  const room = maxBytes - RESERVE
  const out: string[] = []
  const dropped: string[] = []
  let used = 0
  for (const section of sections.filter(one => one.blocks.length > 0)) {
    const head = section.title === '' ? '' : `\n### ${section.title}\n\n`
    const [first = '', ...rest] = section.blocks
    const size = measureBytes(head) + measureBytes(first)
    if (used + size > room) {
      dropped.push(section.title)
      continue
    }
    out.push(head, first)
    used += size
    const { fitting, bytes } = countFitting(rest, room - used)
    out.push(...rest.slice(0, fitting))
    used += bytes
    if (fitting < rest.length) dropped.push(`${rest.length - fitting} of ${rest.length} rows of “${section.title}”`)
  }
  if (dropped.length > 0)
    out.push(
      `\n_Cut to the size GitHub takes: ${cutText(dropped.join(', '), 400)}. The run artifact holds everything._\n`,
    )
  return out.join('')
}

/** Counts the blocks that fit, with their bytes: each block is measured once. */
const countFitting = (
  blocks: readonly string[],
  room: number,
): { readonly fitting: number; readonly bytes: number } => {
  let bytes = 0
  for (const [index, block] of blocks.entries()) {
    const size = measureBytes(block)
    if (bytes + size > room) return { fitting: index, bytes }
    bytes += size
  }
  return { fitting: blocks.length, bytes }
}
