import type { UsedAction } from '../../model/job-manifest.ts'
import { LIMITS } from '../../model/limits.ts'
import { redactThenCut } from '../../model/redact.ts'
import { after, between, type LogLine } from './log-line.ts'
import { parseUses, type Uses } from './uses.ts'

export type LocatedAction = { readonly action: UsedAction; readonly line: LogLine }

/** The actions a job fetched, and reusable workflows it was called by. */
export type Fetched = {
  readonly read: (line: LogLine, inSetUp: boolean) => void
  /** To be called where a local action begins: the actions inside it were fetched just before, if no script said so. */
  readonly beforeLocalAction: (believed: boolean) => void
  readonly has: (uses: Uses) => boolean
  readonly actions: () => readonly UsedAction[]
  /** The same, each with the line that told of it. */
  readonly located: () => readonly LocatedAction[]
  /** Fetches that stand where the runner writes them for a local action, but after a script: either may have. */
  readonly doubted: () => readonly LocatedAction[]
  /** Whether an action is among the doubted ones. */
  readonly isDoubted: (uses: Uses) => boolean
  /** Whether fetches wait for the local action that they are for: the very next lines decide. */
  readonly isWaiting: () => boolean
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
  const actions = new Map<string, LocatedAction>()
  const packages = new Set<string>()
  let later: LocatedAction[] = []
  const doubted = new Map<string, LocatedAction>()
  const doubtedPackages = new Set<string>()
  let immutable: { readonly uses: Uses; sha?: string; digest?: string } | undefined
  let dropped = 0
  const add = (action: UsedAction, line: LogLine): void => {
    packages.add(packageOf(action))
    const name = nameOf(action)
    if (actions.size < LIMITS.actions) actions.set(name, { action, line: actions.get(name)?.line ?? line })
  }
  const doubt = (one: LocatedAction): void => {
    const name = nameOf(one.action)
    if (doubted.has(name) || doubted.size >= LIMITS.actions) return
    doubted.set(name, one)
    doubtedPackages.add(packageOf(one.action))
  }
  const readImmutable = (line: LogLine): void => {
    const { text } = line
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
    add(
      { uses: found.action, ref: redactThenCut(found.ref, 512), ...rest, kind: 'immutable-package', source: 'log' },
      line,
    )
    immutable = undefined
  }
  const read = (line: LogLine, inSetUp: boolean): void => {
    const { text } = line
    const fetched = downloadOf(text)
    if (inSetUp) {
      const workflow = workflowOf(text)
      if (fetched !== undefined) add(fetched, line)
      if (workflow !== undefined) add(workflow, line)
      readImmutable(line)
      return
    }
    if (fetched !== undefined) later = [...later, { action: fetched, line }].slice(-100)
    else if (text !== 'Prepare all required actions' && text !== 'Getting action download info') {
      dropped += later.length
      later = []
    }
  }
  const beforeLocalAction = (believed: boolean): void => {
    if (believed) for (const { action, line } of later) add(action, line)
    else {
      for (const one of later) doubt(one)
      dropped += later.filter(({ action: { uses, ref } }) => !packages.has(`${uses}@${ref}`.toLowerCase())).length
    }
    later = []
  }
  return {
    read,
    beforeLocalAction,
    has: uses => packages.has(uses.package),
    actions: () => [...actions.values()].map(({ action }) => action),
    located: () => [...actions.values()],
    doubted: () => [...doubted].filter(([name]) => !actions.has(name)).map(([, one]) => one),
    isDoubted: uses => doubtedPackages.has(uses.package),
    isWaiting: () => later.length > 0,
    dropped: () => dropped + later.length,
  }
}

const packageOf = ({ uses, ref }: UsedAction): string => `${uses.split('/').slice(0, 2).join('/')}@${ref}`.toLowerCase()

const nameOf = ({ kind, uses, ref }: UsedAction): string => `${kind} ${uses}@${ref}`

const isSha = (text: string): boolean => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text)

/** Runners of early 2021 (2.277.1) did not name the commit. */
const downloadOf = (text: string): UsedAction | undefined => {
  const rest = after(text, "Download action repository '")
  const [, name = '', sha] = /^([^']{1,1500})'(?: \(SHA:([0-9a-f]{40}(?:[0-9a-f]{24})?)\))?$/.exec(rest ?? '') ?? []
  const uses = parseUses(name)
  if (uses === undefined || uses.ref.length > 512) return undefined
  return { uses: uses.action, ref: uses.ref, ...(sha === undefined ? {} : { sha }), kind: 'action', source: 'log' }
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
