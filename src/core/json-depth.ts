/** The maximum nesting depth, far above that of any manifest or bundle. */
const MAX_DEPTH = 100

/**
 * Returns whether a JSON text nests deeper than any document of this project. The check runs before the parser: forty
 * megabytes of open brackets cost JSON.parse a gigabyte and a quarter of a minute. Brackets inside strings do not
 * count.
 */
export const nestsTooDeep = (json: string): boolean => isTooMuch(json, Number.POSITIVE_INFINITY)

/**
 * Returns whether a JSON text nests too deep or has more values than `maxValues`. An object with two million members
 * keeps JSON.parse and a schema busy for half a minute, and nothing can interrupt them.
 */
export const isTooMuch = (json: string, maxValues: number): boolean => {
  let depth = 0
  let values = 0
  let inString = false
  for (let at = 0; at < json.length; at += 1) {
    const unit = json.charCodeAt(at)
    if (inString) {
      if (unit === BACKSLASH) at += 1
      else if (unit === QUOTE) inString = false
    } else if (unit === QUOTE) inString = true
    else if (unit === SQUARE || unit === CURLY) {
      depth += 1
      values += 1
      if (depth > MAX_DEPTH || values > maxValues) return true
    } else if (unit === SQUARE_END || unit === CURLY_END) depth -= 1
    else if (unit === COMMA) {
      values += 1
      if (values > maxValues) return true
    }
  }
  return false
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c]
const [SQUARE, SQUARE_END, CURLY, CURLY_END] = [0x5b, 0x5d, 0x7b, 0x7d]
