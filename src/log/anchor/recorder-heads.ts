import { parseUses } from '../steps/uses.ts'

export type RecorderHeads = {
  /** Reads the text of a line with a time. Returns true if the line shows that the newest step is a recorder step. */
  readonly read: (text: string) => boolean
  readonly needsEveryLine: () => boolean
  /** Returns true if Set up job was read from its beginning to its end. */
  readonly hasSetUp: () => boolean
}

const REPOSITORY = 'pipeline-trace'
/** Inputs with a default value. Every step header of the recorder prints them, also under another action name. */
const INPUTS: ReadonlySet<string> = new Set(['upload', 'retention-days', 'time-budget'])
const MAX_FETCHED = 1_000

const RUN = '##[group]Run '
const DOWNLOAD = "Download action repository '"
const PACKAGE = "##[group]Download immutable action package '"
const POST = 'Post job cleanup.'
const SET_UP = 'Current runner version: '
/** Maximum number of server lines before Set up job. Recorded logs have a dozen. */
const MAX_BEFORE = 1_000
const SET_UP_END = 'Complete job name: '
/**
 * Lines before and between the fetches for a local composite action (actions/runner
 * src/Runner.Worker/ActionManager.cs).
 */
const BETWEEN =
  /^(?:Prepare all required actions|Getting action download info|Version: |Digest: |Source commit SHA: |##\[endgroup\]$)/

/**
 * Finds the step headers of the recorder. The action has the recorder's name or prints its inputs, and the log shows
 * where it came from. The runner fetched it in Set up job, where no user code runs; or right before a local action that
 * contains it; or it is a local action itself.
 */
export const createRecorderHeads = (): RecorderHeads => {
  const fetched = new Set<string>()
  let pending: string[] = []
  let setUp: 'before' | 'open' | 'closed' | 'missing' = 'before'
  let before = 0
  let title: string | undefined
  let seen = new Set<string>()

  /**
   * Server lines may stand before the runner's first line. A step header there shows that the beginning of the log is
   * missing.
   */
  const opening = (text: string): typeof setUp => {
    before += 1
    if (text.startsWith(SET_UP)) return 'open'
    return before > MAX_BEFORE || text.startsWith(RUN) || text === POST ? 'missing' : 'before'
  }
  const fetch = (text: string): boolean => {
    const start = [DOWNLOAD, PACKAGE].find(prefix => text.startsWith(prefix))
    if (start === undefined) return false
    const name = text.slice(start.length).split("'", 1)[0] ?? ''
    const uses = parseUses(name)?.package
    if (uses === undefined) return true
    if (setUp === 'open' && fetched.size < MAX_FETCHED) fetched.add(uses)
    else if (pending.length < MAX_FETCHED) pending.push(uses)
    return true
  }
  const isPresent = (name: string): boolean => {
    const uses = parseUses(name)
    return uses === undefined ? isLocal(name) : fetched.has(uses.package)
  }
  const begin = (name: string): boolean => {
    if (isLocal(name)) for (const uses of pending) if (fetched.size < MAX_FETCHED) fetched.add(uses)
    pending = []
    title = isPresent(name) ? name : undefined
    seen = new Set()
    return title !== undefined && isNamed(name)
  }
  const readInput = (text: string): boolean => {
    if (text === '##[endgroup]') title = undefined
    const name = /^ {2}([\w-]{1,100}): /.exec(text)?.[1]
    if (title === undefined || name === undefined || !INPUTS.has(name)) return false
    seen.add(name)
    return seen.size === INPUTS.size
  }
  return {
    read: text => {
      if (setUp === 'before') setUp = opening(text)
      if (setUp === 'before') return false
      if (setUp === 'open') {
        if (text.startsWith(SET_UP_END)) setUp = 'closed'
        else fetch(text)
        return false
      }
      if (title !== undefined) return readInput(text)
      if (text.startsWith(RUN)) return begin(text.slice(RUN.length))
      if (!fetch(text) && !BETWEEN.test(text)) pending = []
      return false
    },
    needsEveryLine: () => setUp === 'before' || setUp === 'open' || title !== undefined || pending.length > 0,
    hasSetUp: () => setUp === 'closed',
  }
}

const isLocal = (name: string): boolean => name.startsWith('./')

/** Returns true for `OWNER/pipeline-trace@ref`: the action at the root of a repository of that name. */
const isNamed = (name: string): boolean => {
  const [, repository, path] = parseUses(name)?.action.split('/') ?? []
  return path === undefined && repository?.toLowerCase() === REPOSITORY
}
