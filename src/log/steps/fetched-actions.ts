import { LIMITS } from '../../core/limits.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import type { UsedAction } from '../../schema/job/job-manifest.ts'
import { after, between, type LogLine } from '../lines/log-line.ts'
import { parseUses, type Uses } from './uses.ts'

export type LocatedAction = { readonly action: UsedAction; readonly line: LogLine }

/** The actions that a job fetched, and the reusable workflows that called it. */
export type FetchedActions = {
  readonly read: (line: LogLine, inSetUp: boolean) => void
  /**
   * Call this where a local action begins: the runner fetched the actions inside it just before, unless a script
   * printed those lines. Returns the first line about it, or undefined if nothing was fetched.
   */
  readonly beforeLocalAction: (line: number, isTrusted: boolean) => number | undefined
  readonly has: (uses: Uses) => boolean
  readonly located: () => readonly LocatedAction[]
  /**
   * Returns fetches at the place where the runner writes them for a local action, but after a script: either may have
   * printed them.
   */
  readonly lowConfidence: () => readonly LocatedAction[]
  /** Returns true if an action is among those of low confidence. */
  readonly hasLowConfidence: (uses: Uses) => boolean
  /** Counts fetches in the middle of the job that were left out because a script may have printed them. */
  readonly dropped: () => number
  /** Forgets all lines so far: the log's beginning turned out to be missing. */
  readonly forget: () => void
}

const DOWNLOAD = "Download action repository '"
const PACKAGE = '##[group]Download immutable action package '
const PACKAGE_FIELDS = ['Version: ', 'Digest: ', 'Source commit SHA: '] as const
const ANNOUNCEMENTS = ['Prepare all required actions', 'Getting action download info'] as const

/** Beginnings of the lines about a fetch outside Set up job. */
export const FETCH_PREFIXES: readonly string[] = [DOWNLOAD, PACKAGE, ...PACKAGE_FIELDS, ...ANNOUNCEMENTS]

const MAX_PENDING = 100

/**
 * Reads `Download action repository 'owner/repo@ref' (SHA:…)`, the group of an immutable package, and `Uses: …`
 * (actions/runner src/Runner.Worker/ActionManager.cs, JobExtension.cs). No user code runs in Set up job, so its lines
 * are the runner's own. Later fetches for a local action count only right before it and not after a script.
 */
export const createFetchedActions = (): FetchedActions => {
  const actions = new Map<string, LocatedAction>()
  const packages = new Set<string>()
  let pending: LocatedAction[] = []
  /** The line after the newest line about a fetch. */
  let expected = 0
  /** The first of the consecutive lines up to it. */
  let firstLine = 0
  const lowConfidence = new Map<string, LocatedAction>()
  const lowConfidencePackages = new Set<string>()
  const group = createPackageGroup()
  let dropped = 0

  const add = ({ action, line }: LocatedAction): void => {
    packages.add(getPackage(action))
    const name = getActionName(action)
    if (actions.size < LIMITS.actions) actions.set(name, { action, line: actions.get(name)?.line ?? line })
  }
  const addLowConfidence = (one: LocatedAction): void => {
    const name = getActionName(one.action)
    if (lowConfidence.has(name) || lowConfidence.size >= LIMITS.actions) return
    lowConfidence.set(name, one)
    lowConfidencePackages.add(getPackage(one.action))
  }
  const dropPending = (): void => {
    dropped += pending.length
    pending = []
  }

  const read = (line: LogLine, inSetUp: boolean): void => {
    const { text } = line
    const download = toDownload(text)
    const found = download ?? (inSetUp ? toWorkflow(text) : undefined) ?? group.read(text)
    if (inSetUp) {
      if (found !== undefined) add({ action: found, line })
      return
    }
    if (found === undefined && !group.isOpen() && !ANNOUNCEMENTS.some(one => one === text)) return
    if (line.number !== expected) {
      dropPending()
      firstLine = line.number
    }
    expected = line.number + 1
    if (found !== undefined) pending = [...pending, { action: found, line }].slice(-MAX_PENDING)
  }

  const beforeLocalAction = (line: number, isTrusted: boolean): number | undefined => {
    if (line !== expected) dropPending()
    else if (isTrusted) pending.forEach(add)
    else {
      pending.forEach(addLowConfidence)
      dropped += pending.filter(({ action }) => !packages.has(getPackage(action))).length
    }
    pending = []
    return line === expected ? firstLine : undefined
  }

  return {
    read,
    beforeLocalAction,
    has: uses => packages.has(uses.package),
    located: () => [...actions.values()],
    lowConfidence: () => [...lowConfidence].filter(([name]) => !actions.has(name)).map(([, one]) => one),
    hasLowConfidence: uses => lowConfidencePackages.has(uses.package),
    dropped: () => dropped + pending.length,
    forget: () => {
      actions.clear()
      packages.clear()
    },
  }
}

const getPackage = ({ uses, ref }: UsedAction): string =>
  `${uses.split('/').slice(0, 2).join('/')}@${ref}`.toLowerCase()

const getActionName = ({ kind, uses, ref }: UsedAction): string => `${kind} ${uses}@${ref}`

const isSha = (text: string): boolean => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text)

/** Reads the group `Download immutable action package 'owner/repo@ref'` with its fields. */
const createPackageGroup = (): {
  /** Returns the action at the end of its group. */
  readonly read: (text: string) => UsedAction | undefined
  /** Returns true if the line that was read last is a part of a group, including its end. */
  readonly isOpen: () => boolean
} => {
  let uses: Uses | undefined
  let fields: { sha?: string; digest?: string } = {}
  let isOpen = false
  const read = (text: string): UsedAction | undefined => {
    const named = between(text, `${PACKAGE}'`, "'")
    if (named !== undefined) {
      uses = parseUses(named)
      fields = {}
      isOpen = uses !== undefined
      return undefined
    }
    isOpen = uses !== undefined
    if (uses === undefined) return undefined
    const digest = after(text, 'Digest: ')
    const sha = after(text, 'Source commit SHA: ')
    if (digest !== undefined && digest.length <= 200) fields.digest = digest
    if (sha !== undefined && isSha(sha)) fields.sha = sha
    if (text !== '##[endgroup]') return undefined
    const found = uses
    uses = undefined
    return {
      uses: found.action,
      ref: redactThenCut(found.ref, 512),
      ...fields,
      kind: 'immutable-package',
      source: 'log',
    }
  }
  return { read, isOpen: () => isOpen }
}

/** Reads a download line. Runners of early 2021 (2.277.1) did not name the commit. */
const toDownload = (text: string): UsedAction | undefined => {
  const rest = after(text, DOWNLOAD)
  const [, name = '', sha] = /^([^']{1,1500})'(?: \(SHA:([0-9a-f]{40}(?:[0-9a-f]{24})?)\))?$/.exec(rest ?? '') ?? []
  const uses = parseUses(name)
  if (uses === undefined || uses.ref.length > 512) return undefined
  return { uses: uses.action, ref: uses.ref, sha, kind: 'action', source: 'log' }
}

/** Reads `Uses: owner/repo/.github/workflows/x.yml@ref (sha)`, or the same with the commit as ref. */
const toWorkflow = (text: string): UsedAction | undefined => {
  const [name = '', given] = (after(text, 'Uses: ') ?? '').split(' (')
  const uses = parseUses(name)
  if (uses === undefined || uses.ref.length > 512) return undefined
  const sha = given?.endsWith(')') === true ? given.slice(0, -1) : uses.ref
  return {
    uses: uses.action,
    ref: uses.ref,
    sha: isSha(sha) ? sha : undefined,
    kind: 'reusable-workflow',
    source: 'log',
  }
}
