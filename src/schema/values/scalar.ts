import * as z from 'zod/mini'

/** A string of at most `max` UTF-16 units. Every string of a manifest has a cap: all of them come from a run. */
export const text = (max: number) => z.string().check(z.maxLength(max))

/** An array of at most `max` items. */
export const list = <T extends z.core.SomeType>(item: T, max: number) => z.array(item).check(z.maxLength(max))

/** An object of at most `max` members with arbitrary keys. */
export const keyed = <K extends z.ZodMiniType<string, string>, T extends z.core.SomeType>(
  key: K,
  item: T,
  max: number,
) => z.record(key, item).check(z.refine(value => Object.keys(value).length <= max))

/**
 * A list that is closed for writers and open for readers: a value that a later minor version added is read as `other`.
 */
export const openEnum = <const T extends readonly string[]>(values: T) =>
  z.union([
    z.enum<readonly (T[number] | 'other')[]>([...values, 'other']),
    z.pipe(
      text(100),
      z.transform((): 'other' => 'other'),
    ),
  ])

/** GitHub's numeric ids as decimal strings: they may exceed 2^53, and protobuf Structs hold doubles. */
export const numericId = z.string().check(z.regex(/^[0-9]{1,20}$/))

/** `sha256:<64 lower-case hex>`, the form of GitHub's artifact API. */
export const sha256Digest = z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/))

/** A git commit id, SHA-1 or SHA-256. */
export const commitSha = z.string().check(z.regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/))

export const count = z.int().check(z.minimum(0))
