import type { Service, ServiceFailure, ServiceUse } from '../model/service-use.ts'
import { logLines } from './job-log/log-lines.ts'
import type { KnownHost } from '../log/readers/services/known-services.ts'
import { createStretches, type Output } from './log-stretch.ts'
import {
  answererOf,
  failedHostOf,
  failureOf,
  isGit,
  isTransfer,
  knownHostsOf,
  phraseOf,
  registryOf,
} from './service-lines.ts'
import { type ExactStep, type Stretch, stepsOfStretches } from './service-steps.ts'

const MAX_USES = 100
const MAX_FAILURES = 20
const MAX_TEXT = 2_000
/** Lines of one error that tools print below each other. */
const CHAIN = 4

/**
 * Words of which a line must have one to be looked at, and what heads begin with: plain texts, one pass. They are grouped
 * by their first letter, which makes the pass twice as fast.
 */
const MARKS =
  /:\/\/|n(?:pm err|or servname|o such host)|added \d|p(?:rogress: resolved|ulling from|ost job cleanup)|c(?:ollecting |rates|omposer repositories|ertificate|ode e\d|onnection re)|g(?:o: downloading|nutls|ateway time)|d(?:ownload action|ocker|ns error)|s(?:yncing repository|ingle artifact|ervice not known|sl_error|slhandshake|tatus code)|m(?:etadata for|anifest unknown)|r(?:esolve|esolution|ate limit|eturned error|emote ref)|e(?:notfound|ai_again|conn)|lookup address|t(?:ls handshake|oo ?many ?requests|imed ?out|imeout)|bad gateway|unavailable|h(?:ang up|ung up)|##\[group\]run /i

/**
 * Services that a job used and how they failed, from the lines that steps print. Hosts are those of a list; of a failure
 * elsewhere the registrable domain. A script can print any line: these are hints for a reader, and no evidence. Of each
 * service the steps that named it are told, with the time of the whole step: that of `exact` where it has the step.
 */
export const createDependencyLines = (
  exact: readonly ExactStep[] = [],
): {
  readonly read: (raw: string) => void
  readonly uses: () => readonly ServiceUse[]
} => {
  const stretches = createStretches()
  const uses = new Map<string, Building>()
  /** The last service that a line named, for the causes that stand below it. */
  let last: { readonly of: KnownHost; readonly line: number } | undefined
  /** Whom docker and git asked last. */
  const asked: { docker?: KnownHost | 'private'; git?: KnownHost | 'private' } = {}
  let number = -1
  let current: Stretch = { title: undefined, since: undefined, last: undefined }
  /** The newest line with a time, which nobody has looked at yet. */
  let timed: string | undefined

  const use = (service: Service, host: string | undefined, { line, step }: Output): Building | undefined => {
    const key = `${service} ${host ?? ''}`
    const known = uses.get(key)
    if (known !== undefined && known.stretches.length < MAX_STRETCHES && known.stretches.at(-1) !== current)
      known.stretches.push(current)
    if (known !== undefined || uses.size >= MAX_USES) return known
    const made: Building = {
      service,
      ...(host === undefined ? {} : { host }),
      firstLine: line,
      ...(step === undefined ? {} : { step }),
      stretches: [current],
      failures: [],
      failureCount: 0,
    }
    uses.set(key, made)
    return made
  }

  const fail = (kind: ServiceFailure, text: string, output: Output): void => {
    const isCause = /^\W{0,10}caused by\b/.test(text) && last !== undefined && output.line - last.line <= CHAIN
    const answerer = answererOf(text)
    const named = failedHostOf(text)
    // A host of the job's own network is no service outside.
    if (named === 'private') return
    const where =
      named ??
      registryOf(text) ??
      (isCause ? last?.of : undefined) ??
      (answerer === undefined ? undefined : asked[answerer])
    const by =
      where === undefined || where === 'private'
        ? use(phraseOf(text) ?? 'other', undefined, output)
        : use(where.service, where.host, output)
    if (by === undefined) return
    by.failureCount += 1
    if (by.failures.length < MAX_FAILURES) by.failures.push({ kind, line: output.line })
  }

  const read = (raw: string): void => {
    // Nearly every line tells nothing: it is looked at once and not taken apart.
    const isPlain = !raw.includes(ESCAPE)
    const isMarked = isPlain && MARKS.test(raw)
    if (isPlain && !isMarked && !stretches.inHead()) {
      stretches.pass(raw)
      if (raw.charCodeAt(AT_TIME) === T) timed = raw
      return
    }
    if (timed !== undefined) current.last = timed
    timed = undefined
    const output = stretches.next(raw)
    if (typeof output === 'string') return
    if (output.stretch !== number) {
      number = output.stretch
      current = { title: output.step, since: output.since, last: undefined }
    }
    if (output.time !== undefined) current.last = raw
    // Without colours the text is what stands behind the time, which has no mark.
    if (isPlain ? !isMarked : !MARKS.test(output.text)) return
    const text = unmarked(output.text.slice(0, MAX_TEXT).trim().toLowerCase())
    const hosts = knownHostsOf(text)
    if (hosts[0] !== undefined) last = { of: hosts[0], line: output.line }
    const kind = failureOf(text)
    const registry = registryOf(text)
    if (registry !== undefined) asked.docker = registry
    if (text.includes('://') && isGit(text)) asked.git = hosts[0] ?? 'private'
    if (kind !== undefined) fail(kind, text, output)
    else if (registry === 'private') return
    else if (registry !== undefined) use(registry.service, registry.host, output)
    else if (hosts.length > 0 && isTransfer(text)) for (const { service, host } of hosts) use(service, host, output)
    else {
      const service = phraseOf(text)
      if (service !== undefined) use(service, undefined, output)
    }
  }

  const all = (): readonly ServiceUse[] => {
    if (timed !== undefined) current.last = timed
    return [...uses.values()].map(use => toUse(use, exact))
  }

  return { read, uses: all }
}

const toUse = ({ stretches, failures, failureCount, ...use }: Building, exact: readonly ExactStep[]): ServiceUse => {
  const steps = stepsOfStretches(stretches, exact)
  return { ...use, ...(steps.length === 0 ? {} : { steps }), failures, failureCount }
}

const ESCAPE = '\u001b['
/** The place of the `T` in the time that a line begins with. */
const AT_TIME = 10
const T = 84

/** Of one service; more than there are steps, since a composite action has many. */
const MAX_STRETCHES = 200

type Building = Omit<ServiceUse, 'steps' | 'failures' | 'failureCount'> & {
  readonly stretches: Stretch[]
  readonly failures: { readonly kind: ServiceFailure; readonly line: number }[]
  failureCount: number
}

/** The uses in a whole log, which comes in chunks of bytes. */
export const readDependencyLines = async (
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<readonly ServiceUse[]> => {
  const reader = createDependencyLines()
  for await (const line of logLines(chunks)) reader.read(line)
  return reader.uses()
}

const unmarked = (text: string): string => text.replace(/^(?:##)?\[(?:error|warning|command|debug)\]/, '')
