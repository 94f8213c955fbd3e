import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BUDGETS } from '../core/budgets.ts'
import { TraceError, toOneLine } from '../core/error.ts'
import { withDeadline } from '../io/deadline.ts'
import { readShippedRoots } from '../verify/bundle/trusted-roots.ts'

/** A TUF repository for trusted roots, and its initial root. */
export type RootRepository = {
  /** Undefined: Sigstore's public-good instance. Its initial root comes with @sigstore/tuf. */
  readonly own: { readonly url: string; readonly rootFile: string } | undefined
}

export type RefreshedRoots = { readonly roots: readonly unknown[]; readonly trust: readonly string[] }

const PUBLIC_GOOD = 'https://tuf-repo-cdn.sigstore.dev'
const TARGET = 'trusted_root.json'

/**
 * Returns the trusted root that the TUF repository has now. Each TUF root is signed by the one before, the first is
 * pinned, and expired metadata is refused (theupdateframework.github.io/specification section 5). Nothing is stored:
 * every refresh begins with the pinned root. The initial root of GitHub's instance does not come with the library, so
 * the shipped root of that instance stays.
 * @throws TraceError HTTP or DEADLINE where the repository cannot be read or does not verify.
 */
export const refreshRoots = async ({ own }: RootRepository, now: () => number): Promise<RefreshedRoots> => {
  const url = own?.url ?? PUBLIC_GOOD
  const cache = await mkdtemp(join(tmpdir(), 'pipeline-trace-tuf-'))
  try {
    const root = await withDeadline('refreshing the roots', BUDGETS.refreshRoots, () =>
      readTarget(url, own?.rootFile, cache),
    )
    const refreshed = `root of ${url}, refreshed ${new Date(now()).toISOString().slice(0, 10)}`
    if (own !== undefined) return { roots: [root], trust: [refreshed] }
    const others = (await readShippedRoots()).filter(({ name }) => name !== 'Sigstore public good')
    return {
      roots: [root, ...others.map(one => one.root)],
      trust: [refreshed, ...others.map(({ name, date }) => `shipped root ${name} of ${date}`)],
    }
  } catch (cause) {
    throw new TraceError('HTTP', `the roots could not be refreshed from ${url}: ${describeReason(cause)}`, {
      hint: 'Without --refresh-roots the roots that come with this program are used',
      cause,
    })
  } finally {
    await rm(cache, { recursive: true, force: true })
  }
}

const readTarget = async (url: string, rootFile: string | undefined, cachePath: string): Promise<unknown> => {
  const { initTUF } = await import('@sigstore/tuf')
  const client = await initTUF({
    mirrorURL: url,
    cachePath,
    retry: 1,
    timeout: BUDGETS.refreshCall,
    rootPath: rootFile,
  })
  return JSON.parse(await client.getTarget(TARGET))
}

/** Returns the reason of a failure. The library puts it into the cause of the cause. */
const describeReason = (error: unknown): string => {
  const causes: string[] = []
  for (let at = error; at instanceof Error && causes.length < 4; at = at.cause) causes.push(toOneLine(at))
  return causes.length === 0 ? String(error) : causes.join(': ')
}
