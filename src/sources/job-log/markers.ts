/**
 * Beginnings of the lines that any reader of the log knows, after the time. Everything else is left undecoded: most of a
 * log is output that says nothing to us, and it should cost no more than finding where its line ends.
 */
const BEGINNINGS: readonly string[] = [
  // The runner: sections, annotations, commands, fetches.
  ...['##[group]', '##[endgroup]', '##[error]', '##[warning]', '##[notice]', '##[command]', '[command]'],
  ...['Post job cleanup.', 'Download action repository '],
  // @actions/cache and its callers (cache-lines.ts, cache-events.ts).
  ...[
    'Cache ',
    'cache ',
    'Lookup only',
    'Failed to save: ',
    'Sent ',
    'Found cache for key: ',
    'Restored from cache key ',
    'Restored cache entry with key ',
    'Saved cache entry with key ',
    'Gradle User Home cache not found.',
    'Basic caching ',
  ],
  ...['No GitHub Actions cache found for key: ', 'No cache found.', 'uv cache '],
  ...['npm', 'yarn', 'pnpm', 'pip', 'pipenv', 'poetry', 'maven', 'gradle', 'sbt', 'go', 'Dotnet', 'dotnet'].map(
    name => `${name} cache is not found`,
  ),
  // @actions/artifact; `- name (ID: …)` is tested by itself.
  ...['SHA256 ', 'Artifact '],
  // Tools that setup actions set up (tool-lines.ts).
  ...[
    'Found in cache @ ',
    'Successfully set up ',
    'Successfully installed uv ',
    'go version go',
    'Java configuration:',
  ],
  // Images: docker's own words.
  ...['Digest: sha256:', 'Status: Downloaded newer image for ', 'Status: Image is up to date for '],
  ...['The push refers to repository [', 'sha256:'],
  // Build tools; BuildKit and Gradle begin with a number and are tested by themselves.
  ...['INFO: ', 'Cacheable calls:', '  Hits:', 'Compile requests ', 'cache hit (', 'cache miss '],
]

const NUMBERED: readonly string[] = [
  '[',
  'CACHED',
  'building with ',
  'importing cache manifest from ',
  'pushing manifest for ',
]

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, character => character.charCodeAt(0))

/** By the first two bytes: 0 where no beginning has them, else one more than the place in `BUCKETS`. */
const PAIRS = new Uint8Array(65_536)
const BUCKETS: Uint8Array[][] = []
for (const beginning of BEGINNINGS) {
  const bytes = bytesOf(beginning)
  const pair = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)
  if (PAIRS[pair] === 0) PAIRS[pair] = BUCKETS.push([])
  BUCKETS[(PAIRS[pair] ?? 0) - 1]?.push(bytes)
}
const NUMBERED_BYTES = NUMBERED.map(bytesOf)
const ACTIONABLE = bytesOf(' actionable task')
const DOWNLOAD = bytesOf('(ID: ')

const [HASH, DASH, CLOSE, SPACE, ESCAPE, LETTER_M] = [0x23, 0x2d, 0x29, 0x20, 0x1b, 0x6d]
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

/** Whether any reader may know the line that stands in `bytes` from `start` (after its time) to `end`. */
export const isMarked = (bytes: Uint8Array, start: number, end: number): boolean => {
  const first = bytes[start] ?? 0
  if (first === ESCAPE) {
    const plain = afterColours(bytes, start, end)
    return plain !== start && isMarked(bytes, plain, end)
  }
  const bucket = PAIRS[(first << 8) | (bytes[start + 1] ?? 0)] ?? 0
  if (bucket !== 0 && hasOne(BUCKETS[bucket - 1] ?? [], bytes, start, end)) return true
  if (first === HASH) return isDigit(bytes[start + 1]) && isBuildKit(bytes, start, end)
  if (first === DASH) return bytes[start + 1] === SPACE && isDownload(bytes, start, end)
  if (isDigit(first) && begins(bytes, afterDigits(bytes, start, end), end, ACTIONABLE)) return true
  return isPushed(bytes, start, end)
}

const begins = (bytes: Uint8Array, start: number, end: number, beginning: Uint8Array): boolean => {
  if (end - start < beginning.length) return false
  for (let at = 0; at < beginning.length; at += 1) if (bytes[start + at] !== beginning[at]) return false
  return true
}

const hasOne = (beginnings: readonly Uint8Array[], bytes: Uint8Array, start: number, end: number): boolean => {
  for (const beginning of beginnings) if (begins(bytes, start, end, beginning)) return true
  return false
}

const MAX_DIGITS = 12
const afterDigits = (bytes: Uint8Array, start: number, end: number): number => {
  let at = start
  while (at < end && at - start < MAX_DIGITS && isDigit(bytes[at])) at += 1
  return at
}

/** `#12 CACHED` and the like: moby/buildkit util/progress/progressui/printer.go. */
const isBuildKit = (bytes: Uint8Array, start: number, end: number): boolean => {
  const at = afterDigits(bytes, start + 1, end)
  return bytes[at] === SPACE && hasOne(NUMBERED_BYTES, bytes, at + 1, end)
}

const MAX_NAME = 1_024
const isDownload = (bytes: Uint8Array, start: number, end: number): boolean => {
  const last = bytes[end - 1] === 0x0d ? end - 2 : end - 1
  if (bytes[last] !== CLOSE) return false
  for (let at = start; at < Math.min(end, start + MAX_NAME); at += 1) if (begins(bytes, at, end, DOWNLOAD)) return true
  return false
}

/** `tag: digest: sha256:… size: 1234`, docker's last word of a push: 6 + 64 digits stand before its size. */
const isPushed = (bytes: Uint8Array, start: number, end: number): boolean => {
  if (end - start < 89 || end - start > 400) return false
  let at = bytes[end - 1] === 0x0d ? end - 2 : end - 1
  if (!isDigit(bytes[at])) return false
  while (at > start && isDigit(bytes[at])) at -= 1
  return bytes[at] === SPACE && begins(bytes, at - 5, end, SIZE)
}
const SIZE = bytesOf('size: ')

const MAX_COLOURS = 5
/** Past `ESC[…m`, a few of them. */
const afterColours = (bytes: Uint8Array, start: number, end: number): number => {
  let at = start
  for (let count = 0; count < MAX_COLOURS && bytes[at] === ESCAPE; count += 1) {
    let to = at + 2
    while (to < end && to - at < 20 && bytes[to] !== LETTER_M) to += 1
    if (bytes[to] !== LETTER_M) return start
    at = to + 1
  }
  return bytes[at] === ESCAPE ? start : at
}
