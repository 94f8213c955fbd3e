import type { UsedAction } from '../../model/job-manifest.ts'
import { LIMITS } from '../../model/limits.ts'
import { after, between } from './log-line.ts'
import { parseUses, type Uses } from './uses.ts'

/** The actions a job fetched, and reusable workflows it was called by. */
export type Fetched = {
  readonly read: (text: string, inSetUp: boolean) => void
  /** To be called where a local action begins: the actions inside it were fetched just before, if no script said so. */
  readonly beforeLocalAction: (believed: boolean) => void
  readonly has: (uses: Uses) => boolean
  readonly actions: () => readonly UsedAction[]
  /** Fetches in the middle of the job that a script may have printed, and so were left out. */
  readonly dropped: () => number
}

const PACKAGE = '##[group]Download immutable action package '

/**
 * Reads `Download action repository 'owner/repo@ref' (SHA:…)`, immutable packages and `Uses: …` (actions/runner
 * src/Runner.Worker/ActionManager.cs, JobExtension.cs). In Set up job nothing of the user's runs, so that its lines are
 * the runner's own; later, fetches for a local action are believed only right before it and not after a script.
 */
export const createFetched = (): Fetched => {
  const actions = new Map<string, UsedAction>()
  const packages = new Set<string>()
  let later: UsedAction[] = []
  let immutable: { readonly uses: Uses; sha?: string; digest?: string } | undefined
  let dropped = 0
  const add = (action: UsedAction): void => {
    packages.add(`${action.uses.split('/').slice(0, 2).join('/')}@${action.ref}`.toLowerCase())
    if (actions.size < LIMITS.actions) actions.set(`${action.kind} ${action.uses}@${action.ref}`, action)
  }
  const readImmutable = (text: string): void => {
    const opened = between(text, `${PACKAGE}'`, "'")
    const uses = opened === undefined ? undefined : parseUses(opened)
    if (uses !== undefined) immutable = { uses }
    if (immutable === undefined) return
    const digest = after(text, 'Digest: ')
    const sha = after(text, 'Source commit SHA: ')
    if (digest !== undefined && digest.length <= 200) immutable.digest = digest
    if (sha !== undefined && isSha(sha)) immutable.sha = sha
    if (text !== '##[endgroup]') return
    const { uses: found, ...rest } = immutable
    add({ uses: found.action, ref: found.ref.slice(0, 512), ...rest, kind: 'immutable-package', source: 'log' })
    immutable = undefined
  }
  const read = (text: string, inSetUp: boolean): void => {
    const fetched = downloadOf(text)
    if (inSetUp) {
      const workflow = workflowOf(text)
      if (fetched !== undefined) add(fetched)
      if (workflow !== undefined) add(workflow)
      readImmutable(text)
      return
    }
    if (fetched !== undefined) later = [...later, fetched].slice(-100)
    else if (text !== 'Prepare all required actions' && text !== 'Getting action download info') {
      dropped += later.length
      later = []
    }
  }
  const beforeLocalAction = (believed: boolean): void => {
    if (believed) for (const action of later) add(action)
    else dropped += later.filter(({ uses, ref }) => !packages.has(`${uses}@${ref}`.toLowerCase())).length
    later = []
  }
  return {
    read,
    beforeLocalAction,
    has: uses => packages.has(uses.package),
    actions: () => [...actions.values()],
    dropped: () => dropped + later.length,
  }
}

const isSha = (text: string): boolean => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text)

const downloadOf = (text: string): UsedAction | undefined => {
  const rest = between(text, "Download action repository '", ')')
  const split = rest?.lastIndexOf("' (SHA:") ?? -1
  if (rest === undefined || split < 0) return undefined
  const uses = parseUses(rest.slice(0, split))
  const sha = rest.slice(split + "' (SHA:".length)
  if (uses === undefined || uses.ref.length > 512 || !isSha(sha)) return undefined
  return { uses: uses.action, ref: uses.ref, sha, kind: 'action', source: 'log' }
}

/** `Uses: owner/repo/.github/workflows/x.yml@ref (sha)`, or with the commit as ref. */
const workflowOf = (text: string): UsedAction | undefined => {
  const [name = '', given] = (after(text, 'Uses: ') ?? '').split(' (')
  const uses = parseUses(name)
  if (uses === undefined || uses.ref.length > 512) return undefined
  const sha = given?.endsWith(')') === true ? given.slice(0, -1) : uses.ref
  return {
    uses: uses.action,
    ref: uses.ref,
    ...(isSha(sha) ? { sha } : {}),
    kind: 'reusable-workflow',
    source: 'log',
  }
}
