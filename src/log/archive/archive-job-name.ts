/**
 * The ways in which a run log archive may spell a job's name. Two services write archives, and neither documents its
 * rules:
 * - the older one drops `/` and `:`, and cuts at 90 UTF-16 units, even inside a surrogate pair (cli/cli
 *   pkg/cmd/run/view/logs.go); equal names get ` (1)`, and it has cut much shorter (cli/cli#11109);
 * - since June 2025 the other one writes `_` for `/` and changes nothing else (cli/cli#11109; 85 of 85 names of one
 *   run, tenstorrent/tt-metal infra/data_collection/github/extract_job_logs_from_archive.py).
 */
const OLD_LENGTH = 90

/** Returns the jobs that a file or folder of a name can belong to. */
export type JobsOfStem<J> = (stem: string) => readonly J[]

/**
 * Builds the lookup. It tries the ways in which a spelling and a name match, from the most certain to the least
 * certain; the first way that matches any job counts.
 */
export const jobsByStem = <J extends { readonly name: string }>(jobs: readonly J[]): JobsOfStem<J> => {
  const spelled = indexBy(jobs, ({ name }) => spellings(name))
  const loose = indexBy(jobs, ({ name }) => [letters(name)])
  return stem => {
    const base = withoutNumber(stem)
    const exact = either(spelled, stem, base)
    if (exact.length > 0) return exact
    const alike = letters(stem) === '' ? [] : either(loose, letters(stem), letters(base))
    if (alike.length > 0) return alike
    const cut = letters(base)
    return cut.length < SHORTEST_CUT ? [] : [...loose].flatMap(([name, found]) => (name.startsWith(cut) ? found : []))
  }
}

/** Minimum length of a cut name; a shorter one matches too many jobs. */
const SHORTEST_CUT = 20

type Index<J> = ReadonlyMap<string, readonly J[]>

const indexBy = <J>(jobs: readonly J[], listKeys: (job: J) => readonly string[]): Index<J> => {
  const index = new Map<string, J[]>()
  for (const job of jobs)
    for (const key of new Set(listKeys(job))) {
      const found = index.get(key)
      if (found === undefined) index.set(key, [job])
      else found.push(job)
    }
  return index
}

const either = <J>(index: Index<J>, one: string, other: string): readonly J[] => [
  ...new Set([...(index.get(one) ?? []), ...(index.get(other) ?? [])]),
]

const spellings = (name: string): readonly string[] => [
  name.replaceAll('/', '_'),
  name.replaceAll('/', '_').trim(),
  wellFormed(name.replaceAll('/', '').replaceAll(':', '').slice(0, OLD_LENGTH)).trim(),
]

/** Replaces half a surrogate pair with U+FFFD, as UTF-8 does. */
const wellFormed = (text: string): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(ENCODER.encode(text))

const ENCODER = new TextEncoder()

const NUMBER = / \(\d{1,6}\)$/

/** Removes ` (1)`. It marks the second file of a name, but it can be a matrix leg's own name as well. */
export const withoutNumber = (stem: string): string => stem.replace(NUMBER, '')

/** Keeps letters and digits alone: archives neither drop nor replace them. */
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
