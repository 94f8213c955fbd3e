import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { ResolvedAction } from '../job-plan.ts'
import { findStandIn } from '../stand-ins/find.ts'
import type { Checkout, FindCheckout } from '../workflow/load-workflows.ts'
import { commitOf, madeUpSha } from './commit.ts'

const run = promisify(execFile)

/** The repository name under which this project is used, whatever its owner. */
export const OWN_NAME = 'pipeline-trace'

/** What fetches from the lab's git service, which is there only where it was known from the start to be needed. */
const NEEDS_GIT_SERVICE = new Set(['actions/checkout'])

/** Whether `--actions` has an action that fetches the repository. */
export const hasRealCheckout = async (actions: string | undefined): Promise<boolean> => {
  if (actions === undefined) return false
  const names = await readdir(join(actions, 'actions')).catch(() => [])
  return names.some(name => NEEDS_GIT_SERVICE.has(`actions/${name.split('@')[0]}`))
}

/** Longer than any clone of an action takes; a network that is there but does not answer costs this once. */
const CLONE_TIMEOUT_MS = 30_000

export type CheckoutOptions = {
  /** `--actions`: holds `<owner>/<repo>@<ref>/`. */
  readonly actions: string | undefined
  /** Where git clones go; undefined when git is not to be asked. */
  readonly cloneInto: string | undefined
}

export type Checkouts = {
  readonly find: FindCheckout
  /** `owner/repo[/path]@ref` to the folder that holds its action.yml. @throws Error when nothing has it. */
  readonly resolveAction: (uses: string) => Promise<ResolvedAction>
}

/**
 * Where code of `uses:` comes from: this project's working tree, the repository of the run (`own`), `--actions`, git
 * where there is a network, else the lab's stand-ins.
 */
export const createCheckouts = (options: CheckoutOptions): ((own: Checkout) => Checkouts) => {
  // What was found once is found by its commit too: `$/path` in a called workflow asks for that.
  const bySha = new Map<string, Checkout>()
  const clones = new Map<string, Promise<Checkout | undefined>>()
  const git = { reachable: options.cloneInto !== undefined }

  const search = async (repository: string, ref: string): Promise<Checkout | undefined> => {
    const given = await givenCheckout(options.actions, repository, ref)
    if (given !== undefined || options.cloneInto === undefined || NEEDS_GIT_SERVICE.has(repository)) return given
    const key = `${repository}@${ref}`
    const clone = clones.get(key) ?? cloneOf(options.cloneInto, repository, ref, git)
    clones.set(key, clone)
    return clone
  }

  return own => {
    const find: FindCheckout = async (repository, ref) => {
      if (repository.split('/')[1] === OWN_NAME) return ownProject(repository, ref)
      if (repository === own.repository && (ref === own.sha || sameRef(ref, own.ref))) return own
      const found = bySha.get(`${repository}@${ref}`) ?? (await search(repository, ref))
      if (found !== undefined) bySha.set(`${repository}@${found.sha}`, found)
      return found
    }

    return {
      find,
      resolveAction: async uses => {
        const at = uses.lastIndexOf('@')
        const [owner = '', name = '', ...path] = uses.slice(0, at).split('/')
        const checkout = await find(`${owner}/${name}`, uses.slice(at + 1))
        const folder = checkout === undefined ? undefined : join(checkout.folder, ...path)
        if (checkout !== undefined && folder !== undefined && existsSync(folder))
          return { folder, sha: checkout.sha, standIn: false }
        const standIn = findStandIn(uses)
        if (standIn !== undefined) return { ...standIn, standIn: true }
        throw new Error(
          `Unable to resolve action ${uses}: not under --actions, not to be had by git, and the lab has no stand-in for it`,
        )
      },
    }
  }
}

/** The working tree of this project, which is one commit to whoever uses it. */
const ownProject = async (repository: string, ref: string): Promise<Checkout> => {
  const folder = projectRoot()
  return { repository, folder, ref: fullRef(ref), sha: await commitOf(folder, OWN_NAME) }
}

/** The lab runs from `lab/` in tests and from `lib/lab/` otherwise. */
export const projectRoot = (): string => {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json'))) {
    if (dirname(folder) === folder) throw new Error('the lab is not inside the project')
    folder = dirname(folder)
  }
  return folder
}

const isFullSha = (ref: string): boolean => /^[0-9a-f]{40}$/.test(ref)

const sameRef = (asked: string, full: string): boolean => full === asked || full.replace(/^refs\/\w+\//, '') === asked

/** A short ref of an action is nearly always a tag; a SHA stays one (`job_workflow_ref` of github.com tokens). */
const fullRef = (ref: string): string => {
  if (isFullSha(ref) || ref.startsWith('refs/')) return ref
  return ref === 'main' || ref === 'master' ? `refs/heads/${ref}` : `refs/tags/${ref}`
}

const givenCheckout = async (
  actions: string | undefined,
  repository: string,
  ref: string,
): Promise<Checkout | undefined> => {
  if (actions === undefined || ref.split('/').includes('..')) return undefined
  const folder = join(actions, `${repository}@${ref}`)
  const isFolder = (await stat(folder).catch(() => undefined))?.isDirectory() === true
  if (!isFolder) return undefined
  // A checkout without its own .git would answer with the commit of whatever repository is around it.
  const sha = isFullSha(ref)
    ? ref
    : existsSync(join(folder, '.git'))
      ? await commitOf(folder, `${repository}@${ref}`)
      : madeUpSha(`${repository}@${ref}`)
  return { repository, folder, ref: fullRef(ref), sha }
}

/** Names that are safe as an argument of git and as a path. */
const SAFE = /^[A-Za-z0-9_][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/

const cloneOf = async (
  into: string,
  repository: string,
  ref: string,
  git: { reachable: boolean },
): Promise<Checkout | undefined> => {
  if (!git.reachable || !SAFE.test(repository) || !SAFE.test(ref) || `${repository}/${ref}`.includes('..')) return
  const folder = join(into, `${repository}@${ref}`)
  const url = `https://github.com/${repository}.git`
  const quiet = { timeout: CLONE_TIMEOUT_MS, env: { ...process.env, GIT_TERMINAL_PROMPT: '0' } }
  try {
    await mkdir(folder, { recursive: true })
    await run('git', ['init', '--quiet', folder], quiet)
    await run('git', ['-C', folder, 'fetch', '--quiet', '--depth', '1', url, ref], quiet)
    await run('git', ['-C', folder, 'checkout', '--quiet', 'FETCH_HEAD'], quiet)
    return { repository, folder, ref: fullRef(ref), sha: await commitOf(folder, `${repository}@${ref}`) }
  } catch (error) {
    // Without a network every other action would wait in vain too; an unknown ref says nothing about the network.
    if (!String(error).includes("couldn't find remote ref")) git.reachable = false
    return undefined
  }
}
