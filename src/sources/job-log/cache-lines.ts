import type { CacheOperation } from '../../model/job-manifest.ts'
import { LIMITS } from '../../model/limits.ts'
import { type CacheEvent, cacheEvent, isKey } from './cache-events.ts'
import type { LogLine } from './log-line.ts'
import { createRestoreTimes } from './restore-times.ts'
import type { Section } from './section.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type Operation = Mutable<CacheOperation> & { inPost?: boolean; line?: number; section?: Section }

export type LocatedCache = { readonly operation: CacheOperation; readonly line: number; readonly section?: Section }

export type CacheReader = {
  readonly read: (line: LogLine, section: Section) => void
  /** Drops what posts said: a step began after them, so that no post had run. */
  readonly dropPosts: () => number
  readonly operations: () => readonly CacheOperation[]
  /** The same, each with its line and section. */
  readonly located: () => readonly LocatedCache[]
  readonly cut: () => boolean
}

/**
 * One operation per restore and per save, out of the lines of `@actions/cache` (actions/toolkit packages/cache/src/cache.ts)
 * and of its callers (actions/cache src/restoreImpl.ts, saveImpl.ts; actions/setup-node src/cache-restore.ts,
 * cache-save.ts). Library lines alone do for other actions. To be given the output of actions and posts only.
 */
export const createCacheReader = (): CacheReader => {
  let operations: Operation[] = []
  const entries = new Map<string, Operation>()
  let section: Section | undefined
  /** The restore that later lines of the section still tell about. */
  let current: Operation | undefined
  /** The key that the section said it asks for, where its inputs do not tell. */
  let announced: string | undefined
  let size: number | undefined
  let lookup = false
  /** A save of which the library has more to say. */
  let unsaved: Operation | undefined
  let hasSave = false
  let cut = false
  const times = createRestoreTimes()

  const add = (operation: Operation): Operation => {
    // Logs are served with stretches repeated at times; one entry has one time of 100 ns.
    const entry = `${operation.at} ${operation.operation} ${operation.key}`
    const again = operation.at === undefined ? undefined : entries.get(entry)
    if (again !== undefined) return again
    if (operations.length < LIMITS.caches) entries.set(entry, operation)
    if (operations.length < LIMITS.caches) operations.push(operation)
    else cut = true
    return operation
  }
  const base = (line: LogLine): Omit<Operation, 'operation' | 'result'> => ({
    ...(section?.kind === 'action' ? { action: section.uses.uses, step: section.title } : {}),
    restoreKeys: [],
    ...(line.time === undefined ? {} : { at: line.time }),
    source: 'log',
    ...(section?.kind === 'post' ? { inPost: true } : {}),
    ...(line.number === undefined ? {} : { line: line.number }),
    ...(section === undefined ? {} : { section }),
  })
  const restore = (line: LogLine, result: CacheOperation['result'], found: Partial<Operation>): void => {
    const asked = announced === undefined ? askedKeys(section) : { key: announced, restoreKeys: [] }
    const known =
      current ?? add({ ...base(line), ...asked, operation: isLookup(section) ? 'lookup' : 'restore', result })
    Object.assign(known, { result, ...found })
    if (size !== undefined) known.sizeBytes = size
    size = undefined
    if (lookup) known.operation = 'lookup'
    current = known
    keepTime()
  }
  const keepTime = (): void => {
    const elapsedMs = times.elapsedMs()
    if (elapsedMs !== undefined && current?.matchedKey !== undefined) current.elapsedMs = elapsedMs
  }
  /** The library said `restore-key`, or the key found is not the key asked for. */
  const hitKind = (matched: string): 'hit' | 'partial' => {
    const asked = askedKeys(section).key ?? announced ?? current?.key
    if (asked !== undefined) return isSameKey(asked, matched) ? 'hit' : 'partial'
    return current?.result === 'partial' && current.matchedKey === matched ? 'partial' : 'hit'
  }
  const save = (line: LogLine, result: 'saved' | 'not-saved', found: Partial<Operation>): Operation => {
    const known = add({
      ...base(line),
      operation: 'save',
      result,
      ...(size === undefined || result === 'not-saved' ? {} : { sizeBytes: size }),
      ...found,
    })
    size = undefined
    hasSave = true
    return known
  }
  const notSaved = (line: LogLine, event: Extract<CacheEvent, { kind: 'not-saved' }>): void => {
    const { key = saveKey(section), reason, bytes } = event
    if (unsaved !== undefined) {
      // The first word names the cause, the second the key.
      if (key !== undefined) unsaved.key = key
      unsaved = undefined
      return
    }
    const said = { ...(key === undefined ? {} : { key }), ...(bytes === undefined ? {} : { sizeBytes: bytes }), reason }
    const operation = save(line, 'not-saved', said)
    if (event.goesOn === true) unsaved = operation
  }
  /** An entry that gradle/actions asked for by this key; its timing is better than that of lines. */
  const restoredIn = (line: LogLine, key: string, elapsedMs: number): void => {
    const isIt = (one: Operation): boolean => isSame(one.section, section) && isSameKey(one.matchedKey ?? '', key)
    const known = operations.find(isIt)
    if (known !== undefined) Object.assign(known, { key, elapsedMs, result: 'hit' })
    // An entry of the user home may be that of a restore key, which this line does not name.
    else if (!key.startsWith('gradle-home')) add({ ...base(line), operation: 'restore', key, result: 'hit', elapsedMs })
  }

  const read = (line: LogLine, where: Section): void => {
    if (where !== section) {
      section = where
      current = undefined
      announced = undefined
      size = undefined
      lookup = false
      unsaved = undefined
      hasSave = false
      times.begin(isCacheAction(where) ? where.time : undefined)
    }
    const { text } = line
    const event = cacheEvent(text)
    switch (event?.kind) {
      case 'found':
        if (event.isAnswer === true) times.answered(line.time)
        // A second restore of the same step begins where the first one is complete.
        if (current?.matchedKey !== undefined && !isSameKey(current.matchedKey, event.key)) current = undefined
        restore(line, event.exact ?? hitKind(event.key), {
          matchedKey: event.key,
          ...(event.exact === 'hit' ? { key: event.key } : {}),
        })
        if (event.lookup && current !== undefined) current.operation = 'lookup'
        break
      case 'missed':
        restore(line, 'miss', event.keys)
        current = undefined
        break
      case 'restore-refused':
        restore(line, 'not-permitted', { reason: event.reason })
        break
      case 'restore-failed':
        restore(line, 'miss', { reason: 'error' })
        break
      case 'lookup-only':
        lookup = true
        if (current !== undefined) current.operation = 'lookup'
        break
      case 'unpacked':
        times.unpacked(line.time)
        keepTime()
        break
      case 'restored-in':
        restoredIn(line, event.key, event.elapsedMs)
        break
      case 'asked':
        announced = event.key
        break
      case 'size':
        size = event.bytes
        if (current?.matchedKey !== undefined) {
          current.sizeBytes = event.bytes
          size = undefined
        }
        break
      case 'saved':
        save(line, 'saved', { key: event.key })
        break
      case 'not-saved':
        notSaved(line, event)
        break
      case 'save-failed':
        if (!hasSave) notSaved(line, { kind: 'not-saved', reason: 'error' })
        break
      case undefined:
        break
    }
  }
  return {
    read,
    dropPosts: () => {
      const before = operations.length
      operations = operations.filter(({ inPost }) => inPost !== true)
      current = undefined
      return before - operations.length
    },
    operations: () => operations.map(operation => attribute(operation, operations)),
    located: () =>
      operations.map(operation => ({
        operation: attribute(operation, operations),
        line: operation.line ?? 0,
        ...(operation.section === undefined ? {} : { section: operation.section }),
      })),
    cut: () => cut,
  }
}

/** Logs are served with stretches repeated at times: of one section two may be read. */
const isSame = (a: Section | undefined, b: Section | undefined): boolean =>
  a === b || (a?.kind === 'action' && b?.kind === 'action' && a.time === b.time && a.title === b.title)

const KEY_ORDER = new Intl.Collator(undefined, { sensitivity: 'accent' })

/** actions/cache compares keys without regard to case (src/utils/actionUtils.ts isExactKeyMatch). */
const isSameKey = (a: string, b: string): boolean => a === b || KEY_ORDER.compare(a, b) === 0

const isCacheAction = (section: Section | undefined): section is Extract<Section, { kind: 'action' }> =>
  section?.kind === 'action' && /^actions\/cache(?:\/restore|\/save)?$/i.test(section.uses.action)

/** actions/cache/save names its key in its inputs; a post has none. */
const saveKey = (section: Section | undefined): string | undefined =>
  isCacheAction(section) && /\/save$/i.test(section.uses.action) ? askedKeys(section).key : undefined

const isLookup = (section: Section | undefined): boolean =>
  isCacheAction(section) && section.inputs.get('lookup-only') === 'true'

const askedKeys = (section: Section | undefined): { readonly key?: string; readonly restoreKeys: string[] } => {
  if (!isCacheAction(section)) return { restoreKeys: [] }
  const key = section.inputs.get('key')?.trim()
  const restoreKeys = (section.inputs.get('restore-keys') ?? '').split('\n').map(item => item.trim())
  return { ...(isKey(key) ? { key } : {}), restoreKeys: restoreKeys.filter(isKey).slice(0, 10) }
}

/** A save in a post belongs to the action that asked for the same key; a lone miss without a key asked for it too. */
const attribute = (
  { inPost, line: _line, section: _section, ...operation }: Operation,
  all: readonly Operation[],
): CacheOperation => {
  const { key } = operation
  if (inPost !== true || key === undefined) return operation
  const asked = all.filter(other => other.operation !== 'save' && other.inPost !== true)
  const same = asked.find(other => isSameKey(other.key ?? other.matchedKey ?? '', key))
  const unknown = asked.filter(other => other.result === 'miss' && other.key === undefined)
  const from = same ?? (unknown.length === 1 ? unknown[0] : undefined)
  if (from?.action === undefined) return operation
  return { ...operation, action: from.action, step: `Post ${from.step ?? from.action}` }
}
