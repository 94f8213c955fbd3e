import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import * as z from 'zod/mini'
import { TraceError } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'

/** A root that is shipped with the project. */
export type ShippedRoot = {
  readonly name: string
  /** Day on which the snapshot was published; it does not contain keys that were added later. */
  readonly date: string
  /** Source of the snapshot. */
  readonly source: string
  readonly root: unknown
}

const trustedRoot = z.looseObject({
  mediaType: z.string().check(z.regex(/^application\/vnd\.dev\.sigstore\.trustedroot[.+]/)),
  certificateAuthorities: z.optional(z.array(z.unknown())),
})

/** The roots in `src/verify/roots/`, made by scripts/update-roots.ts. */
export const readShippedRoots = async (): Promise<readonly ShippedRoot[]> => {
  const [{ PUBLIC_GOOD }, { GITHUB }] = await Promise.all([
    import('../roots/public-good.ts'),
    import('../roots/github.ts'),
  ])
  return [PUBLIC_GOOD, GITHUB]
}

/**
 * Reads trusted roots from a file of the user, one JSON value or one per line (`gh attestation trusted-root` prints
 * lines). Without a file it returns the shipped roots. It never combines both, since a user who names a root wants only
 * that one.
 * @throws TraceError FILE_UNREADABLE, TOO_LARGE, NOT_JSON or SCHEMA_MISMATCH.
 */
export const readTrustedRoots = async (file: string | undefined): Promise<readonly unknown[]> => {
  if (file === undefined || file === '') return (await readShippedRoots()).map(({ root }) => root)
  const values = parseValues(await readCapped(file), file)
  if (
    values.length === 0 ||
    values.length > LIMITS.trustedRoots ||
    values.some(value => !z.safeParse(trustedRoot, value).success)
  )
    throw new TraceError('SCHEMA_MISMATCH', `${file} holds no Sigstore trusted root`, {
      hint: 'Give the trusted_root.json of your instance, or the output of `gh attestation trusted-root`',
    })
  return values
}

const readCapped = async (file: string): Promise<string> => {
  try {
    // A step may have put a pipe in the file's place, and opening a pipe would block forever.
    await using handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const stat = await handle.stat()
    if (!stat.isFile()) throw new TraceError('FILE_UNREADABLE', `the trusted root ${file} is no regular file`)
    const { size } = stat
    if (size > LIMITS.trustedRootFile)
      throw new TraceError('TOO_LARGE', `${file} has ${size} bytes, limit ${LIMITS.trustedRootFile}`)
    return await handle.readFile('utf8')
  } catch (cause) {
    if (cause instanceof TraceError) throw cause
    throw new TraceError('FILE_UNREADABLE', `cannot read the trusted root ${file}`, { cause })
  }
}

const parseValues = (text: string, file: string): readonly unknown[] => {
  try {
    return [JSON.parse(text)]
  } catch {
    try {
      return text
        .split('\n')
        .filter(line => line.trim() !== '')
        .map(line => JSON.parse(line) as unknown)
    } catch (cause) {
      throw new TraceError('NOT_JSON', `${file} is neither JSON nor JSON lines`, { cause })
    }
  }
}
