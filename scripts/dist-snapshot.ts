import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants } from 'node:zlib'

/** What runs of a released version: both actions and the command line. Of licences and libraries no line runs. */
const PARTS = ['dist', 'action.yml', 'report/action.yml', 'converge/action.yml', 'package.json']
const isKept = (file: string): boolean =>
  !file.endsWith('licenses.txt') && !/^dist\/(?:read|verify|workflow-parser)\//.test(file)

const compress = promisify(brotliCompress)
const decompress = promisify(brotliDecompress)

/**
 * A released dist/ as one file: JSON of path and text, Brotli with a window over all of it. The same files give the same
 * bytes.
 */
export const packDist = async (root: string): Promise<Buffer> => {
  const paths = (await Promise.all(PARTS.map(part => filesBelow(root, part)))).flat().filter(isKept)
  const files = await Promise.all(
    paths.sort().map(async path => [path, await readFile(join(root, path), 'utf8')] as const),
  )
  const text = Buffer.from(JSON.stringify(Object.fromEntries(files)))
  return compress(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.byteLength,
    },
  })
}

/** Writes the files of a packed dist into a folder. */
export const unpackDist = async (packed: Uint8Array, folder: string): Promise<void> => {
  const files: Readonly<Record<string, string>> = JSON.parse((await decompress(packed)).toString('utf8'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

const filesBelow = async (root: string, part: string): Promise<readonly string[]> => {
  const entries = await readdir(join(root, part), { recursive: true, withFileTypes: true }).catch(() => undefined)
  if (entries === undefined) return [part]
  return entries
    .filter(entry => entry.isFile())
    .map(entry =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
}
