import { LIMITS } from '../../core/limits.ts'
import type { CacheOperation } from '../../schema/job/job-manifest.ts'
import type { LogLine } from '../lines/log-line.ts'
import { type ActionStep, type LogStep, locate } from '../steps/log-step.ts'
import { CACHE_PREFIXES, type CacheEvent, cacheEvent, isKey } from './cache-events.ts'
import type { LineReader } from './line-reader.ts'
import { createRestoreTimes } from './restore-times.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type Operation = { readonly value: Mutable<CacheOperation>; readonly line: LogLine; readonly step: LogStep }

/**
 * Reads one operation per restore and per save, from the lines of `@actions/cache` (actions/toolkit
 * packages/cache/src/cache.ts) and of its callers (actions/cache src/restoreImpl.ts, saveImpl.ts; actions/setup-node
 * src/cache-restore.ts, cache-save.ts). Other actions need only the library's lines.
 */
export const createCacheReader = (): LineReader<CacheOperation> => {
  let operations: Operation[] = []
  const entries = new Map<string, Operation>()
  let step: LogStep | undefined
  /** The restore that later lines of the step still describe. */
  let current: Operation | undefined
  /** The key that the step announced, for a step without a key in its inputs. */
  let announced: string | undefined
  let size: number | undefined
  let isLookupOnly = false
  /** A save that a further line of the library completes. */
  let unsaved: Operation | undefined
  let hasSave = false
  /** The last save of the step, if it failed: the action may still say that it saved. */
  let failedSave: Operation | undefined
  let isCut = false
  const times = createRestoreTimes()

  const add = (value: Mutable<CacheOperation>, line: LogLine, where: LogStep): Operation => {
    // GitHub serves some logs with parts repeated; one entry has one time of 100 ns.
    const entry = `${value.at} ${value.operation} ${value.key}`
    const again = value.at === undefined ? undefined : entries.get(entry)
    if (again !== undefined) return again
    const operation = { value, line, step: where }
    if (operations.length < LIMITS.caches) {
      entries.set(entry, operation)
      operations.push(operation)
    } else isCut = true
    return operation
  }
  const base = (line: LogLine, where: LogStep): Omit<Mutable<CacheOperation>, 'operation' | 'result'> => ({
    ...(where.kind === 'action' ? { action: where.uses.uses, step: where.title } : {}),
    restoreKeys: [],
    ...(line.time === undefined ? {} : { at: line.time }),
    source: 'log',
  })
  const restore = (
    line: LogLine,
    where: LogStep,
    result: CacheOperation['result'],
    found: Partial<CacheOperation>,
  ): void => {
    const wanted = announced === undefined ? wantedKeys(where) : { key: announced, restoreKeys: [] }
    const operation = isLookup(where) ? 'lookup' : 'restore'
    const known = current ?? add({ ...base(line, where), ...wanted, operation, result }, line, where)
    Object.assign(known.value, { result, ...found })
    if (size !== undefined) known.value.sizeBytes = size
    size = undefined
    if (isLookupOnly) known.value.operation = 'lookup'
    current = known
    keepTime()
  }
  const keepTime = (): void => {
    const durationMs = times.durationMs()
    if (durationMs !== undefined && current?.value.matchedKey !== undefined) current.value.durationMs = durationMs
  }
  /** Returns `partial` if the library wrote `restore-key`, or if the found key is not the requested key. */
  const hitKind = (matched: string, where: LogStep): 'hit' | 'partial' => {
    const wanted = wantedKeys(where).key ?? announced ?? current?.value.key
    if (wanted !== undefined) return isSameKey(wanted, matched) ? 'hit' : 'partial'
    return current?.value.result === 'partial' && current.value.matchedKey === matched ? 'partial' : 'hit'
  }
  const save = (
    line: LogLine,
    where: LogStep,
    result: 'saved' | 'not-saved',
    found: Partial<CacheOperation>,
  ): Operation => {
    const bytes = size === undefined || result === 'not-saved' ? {} : { sizeBytes: size }
    size = undefined
    hasSave = true
    return add({ ...base(line, where), operation: 'save', result, ...bytes, ...found }, line, where)
  }
  const notSaved = (line: LogLine, where: LogStep, event: Extract<CacheEvent, { kind: 'not-saved' }>): void => {
    const { key = saveKey(where), reason, bytes } = event
    if (unsaved !== undefined) {
      // The first line names the cause, the second the key.
      if (key !== undefined) unsaved.value.key = key
      unsaved = undefined
      return
    }
    const known = {
      ...(key === undefined ? {} : { key }),
      ...(bytes === undefined ? {} : { sizeBytes: bytes }),
      reason,
    }
    const operation = save(line, where, 'not-saved', known)
    if (event.goesOn === true) unsaved = operation
    failedSave = reason === 'exact-hit' ? undefined : operation
  }
  /**
   * Records a save. After the library's own warning that the save failed, actions/cache v3 and gradle/actions still print
   * that line for the same entry (actions/cache#1296): it only gives the key.
   */
  const saved = (line: LogLine, where: LogStep, key: string): void => {
    const failed = failedSave
    failedSave = undefined
    if (failed === undefined || (failed.value.key !== undefined && !isSameKey(failed.value.key, key)))
      save(line, where, 'saved', { key })
    else failed.value.key = key
  }
  /** Records an entry that gradle/actions requested by this key. Its duration is more exact than the times of lines. */
  const restoredIn = (line: LogLine, where: LogStep, key: string, durationMs: number): void => {
    const known = operations.find(one => isSame(one.step, where) && isSameKey(one.value.matchedKey ?? '', key))
    if (known !== undefined) Object.assign(known.value, { key, durationMs, result: 'hit' })
    // An entry of the user home may come from a restore key, which this line does not name.
    else if (!key.startsWith('gradle-home'))
      add({ ...base(line, where), operation: 'restore', key, result: 'hit', durationMs }, line, where)
  }

  const begin = (where: LogStep): void => {
    step = where
    current = undefined
    announced = undefined
    size = undefined
    isLookupOnly = false
    unsaved = undefined
    hasSave = false
    failedSave = undefined
    times.begin(isCacheAction(where) ? where.time : undefined)
  }

  const read = (line: LogLine, where: LogStep): void => {
    if (where !== step) begin(where)
    const event = cacheEvent(line.text)
    switch (event?.kind) {
      case 'found':
        if (event.isAnswer === true) times.answered(line.time)
        // A second restore of the same step begins where the first one is complete.
        if (current?.value.matchedKey !== undefined && !isSameKey(current.value.matchedKey, event.key))
          current = undefined
        restore(line, where, event.exact ?? hitKind(event.key, where), {
          matchedKey: event.key,
          ...(event.exact === 'hit' ? { key: event.key } : {}),
        })
        if (event.lookup && current !== undefined) current.value.operation = 'lookup'
        break
      case 'missed':
        restore(line, where, 'miss', event.keys)
        current = undefined
        break
      case 'restore-refused':
        restore(line, where, 'not-permitted', { reason: event.reason })
        break
      case 'restore-failed':
        restore(line, where, 'miss', { reason: 'error' })
        break
      case 'lookup-only':
        isLookupOnly = true
        if (current !== undefined) current.value.operation = 'lookup'
        break
      case 'unpacked':
        times.unpacked(line.time)
        keepTime()
        break
      case 'restored-in':
        restoredIn(line, where, event.key, event.durationMs)
        break
      case 'asked':
        announced = event.key
        break
      case 'size':
        size = event.bytes
        if (current?.value.matchedKey !== undefined) {
          current.value.sizeBytes = event.bytes
          size = undefined
        }
        break
      case 'saved':
        saved(line, where, event.key)
        break
      case 'not-saved':
        notSaved(line, where, event)
        break
      case 'save-failed':
        if (!hasSave) notSaved(line, where, { kind: 'not-saved', reason: 'error' })
        break
      case undefined:
        break
    }
  }
  return {
    prefixes: CACHE_PREFIXES,
    steps: ['action', 'post'],
    read,
    dropForged: isForged => {
      const before = operations.length
      operations = operations.filter(one => !isForged(one.step))
      return before - operations.length
    },
    located: () => operations.map(one => locate(attribute(one, operations), one.line, one.step)),
    isCut: () => isCut,
  }
}

/** Compares two steps by content: GitHub serves some logs with parts repeated, so one step may be read twice. */
const isSame = (one: LogStep, other: LogStep): boolean =>
  one === other ||
  (one.kind === 'action' && other.kind === 'action' && one.time === other.time && one.title === other.title)

const KEY_ORDER = new Intl.Collator(undefined, { sensitivity: 'accent' })

/** Compares keys without regard to case, as actions/cache does (src/utils/actionUtils.ts isExactKeyMatch). */
const isSameKey = (a: string, b: string): boolean => a === b || KEY_ORDER.compare(a, b) === 0

const isCacheAction = (step: LogStep): step is ActionStep =>
  step.kind === 'action' && /^actions\/cache(?:\/restore|\/save)?$/i.test(step.uses.action)

/** Returns the key of a save. actions/cache/save names it in its inputs; a post step has none. */
const saveKey = (step: LogStep): string | undefined =>
  isCacheAction(step) && /\/save$/i.test(step.uses.action) ? wantedKeys(step).key : undefined

const isLookup = (step: LogStep): boolean => isCacheAction(step) && step.inputs.get('lookup-only') === 'true'

const wantedKeys = (step: LogStep): { readonly key?: string; readonly restoreKeys: string[] } => {
  if (!isCacheAction(step)) return { restoreKeys: [] }
  const key = step.inputs.get('key')?.trim()
  const restoreKeys = (step.inputs.get('restore-keys') ?? '').split('\n').map(item => item.trim())
  return { ...(isKey(key) ? { key } : {}), restoreKeys: restoreKeys.filter(isKey).slice(0, 10) }
}

/**
 * Assigns a save in a post step to the action that requested the same key. A single miss without a key requested it
 * too.
 */
const attribute = ({ value, step }: Operation, all: readonly Operation[]): CacheOperation => {
  const { key } = value
  if (step.kind !== 'post' || key === undefined) return value
  const wanted = all.filter(other => other.value.operation !== 'save' && other.step.kind !== 'post')
  const same = wanted.find(other => isSameKey(other.value.key ?? other.value.matchedKey ?? '', key))
  const unknown = wanted.filter(other => other.value.result === 'miss' && other.value.key === undefined)
  const from = (same ?? (unknown.length === 1 ? unknown[0] : undefined))?.value
  return from?.action === undefined
    ? value
    : { ...value, action: from.action, step: `Post ${from.step ?? from.action}` }
}
