import { crc32, deflateSync, inflateSync } from 'node:zlib'

/*
 * A screenshot with a palette of 256 colours is a third of its size and looks the same. Section numbers are
 * those of Portable Network Graphics (Third Edition), w3.org/TR/png-3.
 */

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const MAX_COLOURS = 256

type Pixels = { readonly width: number; readonly height: number; readonly colours: Uint32Array }

/** Writes the picture again with a palette. A colour that is not in it becomes the nearest one. */
export const shrinkPng = (png: Uint8Array): Uint8Array => {
  const { width, height, colours } = readPixels(png)
  const palette = choosePalette(colours)
  const indexes = indexColours(colours, palette)
  // Each row begins with its filter (§7.3); 0 is none, which suits a palette (§12.7).
  const rows = new Uint8Array((width + 1) * height)
  for (let row = 0; row < height; row += 1)
    rows.set(indexes.subarray(row * width, (row + 1) * width), row * (width + 1) + 1)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    toChunk('IHDR', header),
    toChunk('PLTE', Uint8Array.from(palette.flatMap(channelsOf))),
    toChunk('IDAT', deflateSync(rows, { level: 9 })),
    toChunk('IEND', new Uint8Array()),
  ])
}

/** Reads a picture of 8 bits a channel, without interlace, as browsers write it. @throws Error for another form. */
const readPixels = (png: Uint8Array): Pixels => {
  const view = Buffer.from(png)
  const data: Buffer[] = []
  for (let at = SIGNATURE.length; at < view.length; at += view.readUInt32BE(at) + 12)
    if (view.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(view.subarray(at + 8, at + 8 + view.readUInt32BE(at)))
  const [width, height] = [view.readUInt32BE(16), view.readUInt32BE(20)]
  const [depth, type, , , interlace] = view.subarray(24, 29)
  const channels = type === 2 ? 3 : type === 6 ? 4 : undefined
  if (channels === undefined || depth !== 8 || interlace !== 0) throw new Error('a picture of an unknown form')
  const bytes = removeFilters(inflateSync(Buffer.concat(data)), width * channels, height, channels)
  const colours = new Uint32Array(width * height)
  const whole = Buffer.from(bytes.buffer)
  for (let pixel = 0; pixel < colours.length; pixel += 1) colours[pixel] = whole.readUIntBE(pixel * channels, 3)
  return { width, height, colours }
}

/** Undoes the filters of the rows (§9). */
const removeFilters = (filtered: Uint8Array, length: number, height: number, channels: number): Uint8Array => {
  const out = new Uint8Array(length * height)
  for (let row = 0; row < height; row += 1) {
    const filter = filtered[row * (length + 1)] ?? 0
    const start = row * length
    for (let at = 0; at < length; at += 1) {
      const left = at < channels ? 0 : (out[start + at - channels] ?? 0)
      const above = row === 0 ? 0 : (out[start + at - length] ?? 0)
      const corner = row === 0 || at < channels ? 0 : (out[start + at - length - channels] ?? 0)
      out[start + at] = (filtered[row * (length + 1) + 1 + at] ?? 0) + predict(filter, left, above, corner)
    }
  }
  return out
}

const predict = (filter: number, left: number, above: number, corner: number): number => {
  switch (filter) {
    case 1:
      return left
    case 2:
      return above
    case 3:
      return (left + above) >> 1
    case 4: {
      const [toLeft, toAbove] = [Math.abs(above - corner), Math.abs(left - corner)]
      const toCorner = Math.abs(left + above - 2 * corner)
      return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner
    }
    default:
      return 0
  }
}

/**
 * Chooses the most frequent colours, each of another neighbourhood. The many shades at the edges of letters would else
 * leave no place for the few pixels of an emoji.
 */
const choosePalette = (colours: Uint32Array): readonly number[] => {
  const counts = new Map<number, number>()
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const byCount = [...counts].toSorted((a, b) => b[1] - a[1]).map(([colour]) => colour)
  const firsts = new Map<number, number>()
  for (const colour of byCount) {
    const neighbourhood = colour & 0xf0_f0_f0
    if (!firsts.has(neighbourhood)) firsts.set(neighbourhood, colour)
  }
  return [...new Set([...firsts.values(), ...byCount])].slice(0, MAX_COLOURS)
}

const indexColours = (colours: Uint32Array, palette: readonly number[]): Uint8Array => {
  const known = new Map(palette.map((colour, index) => [colour, index]))
  const indexes = new Uint8Array(colours.length)
  colours.forEach((colour, pixel) => {
    const index = known.get(colour) ?? findNearest(colour, palette)
    known.set(colour, index)
    indexes[pixel] = index
  })
  return indexes
}

const findNearest = (colour: number, palette: readonly number[]): number => {
  const distances = palette.map(other => measureDistance(channelsOf(colour), channelsOf(other)))
  return distances.indexOf(Math.min(...distances))
}

const measureDistance = (from: readonly number[], to: readonly number[]): number =>
  from.reduce((sum, value, index) => sum + (value - (to[index] ?? 0)) ** 2, 0)

const channelsOf = (colour: number): readonly number[] => [colour >> 16, (colour >> 8) & 255, colour & 255]

/** A chunk: length, type, data, and the check sum of type and data (§5.3). */
const toChunk = (type: string, data: Uint8Array): Uint8Array => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.byteLength)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
