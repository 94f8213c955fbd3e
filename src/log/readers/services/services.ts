import type { Service, ServiceFailure, ServiceUse } from '../../../schema/job/service-use.ts'
import { type LogLine, parseLogLine, withoutColours } from '../../lines/log-line.ts'
import type { LinesBefore } from '../../lines/scan-lines.ts'
import { findAction, type Located, type LogStep, locate } from '../../steps/log-step.ts'
import { isListedTest, isPrintedSource } from '../failures/printed-source.ts'
import type { LineReader } from '../line-reader.ts'
import { ACCESS_FAILURE_WORDS, findServiceOfAction, readAccessLine, USE_WORDS } from './access-lines.ts'
import { HOST_WORDS, type KnownHost } from './known-services.ts'
import {
  COMMAND_WORDS,
  FAILURE_WORDS,
  findAnswerer,
  findFailedHost,
  findFailure,
  findRegistry,
  findService,
  isAnswerToLast,
  isGit,
  isOwnReport,
  isTransfer,
  listKnownHosts,
} from './service-lines.ts'

/**
 * A service that steps used, with the steps that named it. The duration of those steps is known once the log is read.
 */
export type ServiceFact = Omit<ServiceUse, 'steps'> & { readonly usedIn: readonly LogStep[] }

const MAX_USES = 100
const MAX_FAILURES = 20
const MAX_TEXT = 2_000
/** Maximum number of steps of one service: a composite action has many. */
const MAX_STEPS = 200
/** Maximum number of lines of one error that tools print below each other. */
const CHAIN = 4

/**
 * Reads the services that a job used and their failures from the lines that steps print. Hosts come from a fixed list;
 * a failure elsewhere has its registrable domain. A script can print any line, so these facts are hints for people and
 * not evidence.
 */
export const createServiceReader = (): LineReader<ServiceFact> => {
  const uses = new Map<string, Building>()
  /** The last service that a line named. Causes that stand below that line belong to it. */
  let last: { readonly of: KnownHost; readonly line: number } | undefined
  /** The last host that docker and git each called. */
  let called: { docker?: KnownHost | 'private'; git?: KnownHost | 'private' } = {}

  const use = (service: Service, host: string | undefined, line: LogLine, step: LogStep): Building | undefined => {
    const key = `${service} ${host ?? ''}`
    const known = uses.get(key)
    if (known !== undefined && known.steps.length < MAX_STEPS && known.steps.at(-1) !== step) known.steps.push(step)
    if (known !== undefined || uses.size >= MAX_USES) return known
    const begun: Building = { service, host, line, step, steps: [step], failures: [], failureCount: 0 }
    uses.set(key, begun)
    return begun
  }

  /** Hosts that the step has used already: most lines of a download name the host of the line before. */
  const usedInStep = new Set<KnownHost>()
  let stepOfUses: LogStep | undefined
  const useHost = (of: KnownHost, line: LogLine, step: LogStep): void => {
    if (step !== stepOfUses || usedInStep.size > MAX_USES) usedInStep.clear()
    stepOfUses = step
    if (usedInStep.has(of)) return
    usedInStep.add(of)
    use(of.service, of.host, line, step)
  }

  const fail = (kind: ServiceFailure, plain: string, text: string, line: LogLine, step: LogStep): void => {
    const isAnswer = isAnswerToLast(text)
    const isCause =
      (isAnswer || /^\W{0,10}caused by\b/.test(text)) && last !== undefined && line.number - last.line <= CHAIN
    // Each retry of a download is answered below the one before.
    if (isAnswer && isCause && last !== undefined) last = { ...last, line: line.number }
    const answerer = findAnswerer(text)
    const named = findFailedHost(text)
    const asked = findAsked(step)
    // A host of the job's own network is no external service, unless the action of the step asks one there.
    if (named === 'private' && asked === undefined) return
    const where =
      (named === undefined || asked === undefined ? named : toAsked(named, asked)) ??
      findRegistry(text) ??
      (isCause ? last?.of : undefined) ??
      (answerer === undefined ? undefined : called[answerer])
    const service = findService(text)
    if (where === undefined && service === undefined && asked === undefined && !isOwnReport(plain, text)) return
    const by =
      where === undefined || where === 'private'
        ? use(service ?? asked ?? 'other', undefined, line, step)
        : use(where.service, where.host, line, step)
    if (by !== undefined) count(by, kind, line)
  }

  const count = (by: Building, kind: ServiceFailure, line: LogLine): void => {
    by.failureCount += 1
    if (by.failures.length < MAX_FAILURES) by.failures.push({ kind, line: line.number })
  }

  /** Reads a line of an action that fetches secrets, exchanges an identity or signs. Returns false for any other line. */
  const readAccess = (text: string, line: LogLine, step: LogStep): boolean => {
    const access = readAccessLine(text, findAsked(step))
    if (access === undefined) return false
    const by = use(access.service, undefined, line, step)
    if (by !== undefined && access.failure !== undefined) count(by, findFailure(text) ?? access.failure, line)
    return true
  }

  const readCommand = (text: string, host: KnownHost | undefined): KnownHost | 'private' | undefined => {
    const registry = findRegistry(text)
    if (registry !== undefined) called = { ...called, docker: registry }
    if (text.includes('://') && isGit(text)) called = { ...called, git: host ?? 'private' }
    return registry
  }

  /** Hosts by the addresses of lines that were examined. */
  const hostOfAddress = new Map<string, KnownHost | undefined>()
  const hostOfOnly = (address: string): KnownHost | undefined => {
    const known = hostOfAddress.get(address)
    if (known !== undefined || hostOfAddress.has(address)) return known
    if (hostOfAddress.size >= MAX_ADDRESSES) hostOfAddress.clear()
    const [host] = listKnownHosts(address.toLowerCase())
    hostOfAddress.set(address, host)
    return host
  }

  /** Returns true if a line without a command and a failure adds nothing new, judged by its only address. */
  const isKnown = ({ text, number }: LogLine, step: LogStep): boolean => {
    const address = onlyAddress(text)
    if (address === undefined) return false
    const host = hostOfOnly(address)
    if (host === undefined) return true
    last = { of: host, line: number }
    return step === stepOfUses && usedInStep.has(host)
  }

  const read: LineReader<ServiceFact>['read'] = (line, step, before, kinds) => {
    if (isOfRecorder(step, line) || (kinds === 0 && isKnown(line, step))) return
    const plain = withoutColours(line.text).slice(0, MAX_TEXT)
    const text = withoutHelp(withoutCommand(plain.trim().toLowerCase()))
    // Test names and source that a linter shows can name hosts that nothing called.
    if ((kinds & (FAILURE | ACCESS)) !== 0 && (isListedTest(text) || isPrintedSource(plain, previousText(before))))
      return
    if ((kinds & ACCESS) !== 0 && readAccess(text, line, step)) return
    const hosts = listKnownHosts(text)
    const [host] = hosts
    if (host !== undefined) last = { of: host, line: line.number }
    const isCommand = (kinds & COMMAND) !== 0
    const registry = isCommand ? readCommand(text, host) : undefined
    const kind = (kinds & FAILURE) === 0 ? undefined : findFailure(text)
    if (kind !== undefined) fail(kind, plain, text, line, step)
    else if (registry === 'private') return
    else if (registry !== undefined) use(registry.service, registry.host, line, step)
    else if (host !== undefined && isTransfer(text)) for (const each of hosts) useHost(each, line, step)
    else if (isCommand) {
      const service = findService(text)
      if (service !== undefined) use(service, undefined, line, step)
    }
  }

  return {
    words: HOST_WORDS,
    kinds: [{ words: FAILURE_WORDS }, { words: COMMAND_WORDS }, { words: [...USE_WORDS, ...ACCESS_FAILURE_WORDS] }],
    steps: ['set-up', 'prepare', 'action', 'script', 'post'],
    read,
    located: () => [...uses.values()].map(toFact),
    isCut: () => uses.size >= MAX_USES,
  }
}

/**
 * Returns true for lines of the recorder itself: the services it calls are not services of the job. Its post step has
 * no header, and begins each line with its name.
 */
const isOfRecorder = (step: LogStep, { text }: LogLine): boolean =>
  (step.kind === 'action' && /^[\w.-]{1,100}\/pipeline-trace$/i.test(step.uses.action)) ||
  ((text.startsWith('##[') || text.startsWith('pipeline-trace')) &&
    /^(?:##\[(?:notice|warning|debug)\])?pipeline-trace\b/.test(text.slice(0, 60)))

/** Returns the service that the action of a step asks. */
const findAsked = (step: LogStep): Service | undefined => {
  const action = findAction(step)
  return action === undefined ? undefined : findServiceOfAction(action.uses.action)
}

/** A server of the user's own belongs to the service that the action asks; its name stays out where it is private. */
const toAsked = (named: KnownHost | 'private', asked: Service): KnownHost | undefined => {
  if (named === 'private') return undefined
  return named.service === 'other' ? { service: asked, host: named.host } : named
}

const previousText = (before: LinesBefore): string | undefined => {
  const raw = before.raw()
  return raw === undefined ? undefined : withoutColours(parseLogLine(raw, 0).text)
}

/**
 * Removes the help address of an answer: it is not the host that answered (docker/hub-feedback; Docker Hub's own 429).
 */
const withoutHelp = (text: string): string => text.replace(/https:\/\/www\.docker\.com\/increase-rate-limit/g, '')

const MAX_ADDRESSES = 500
const LONGEST_ADDRESS = 320
const LONGEST_SCHEME = 'https'.length
const SCHEME_END = '://'

/** Returns the only address of a line, up to its path, with the character before it; undefined if that is uncertain. */
const onlyAddress = (text: string): string | undefined => {
  const at = text.indexOf(SCHEME_END)
  const isPlain = at >= 0 && at < MAX_TEXT - LONGEST_ADDRESS && !text.includes('\u001b') && !text.includes('\u0000')
  if (!isPlain || text.includes(SCHEME_END, at + 1)) return undefined
  const path = text.indexOf('/', at + SCHEME_END.length)
  const end = path === -1 ? text.length : path
  return text.slice(Math.max(0, at - LONGEST_SCHEME - 1), Math.min(end, at + LONGEST_ADDRESS))
}

/** Bits of the kinds. */
const [FAILURE, COMMAND, ACCESS] = [1, 2, 4]

type Building = {
  readonly service: Service
  readonly host: string | undefined
  readonly line: LogLine
  readonly step: LogStep
  readonly steps: LogStep[]
  readonly failures: { readonly kind: ServiceFailure; readonly line: number }[]
  failureCount: number
}

const toFact = ({ service, host, line, step, steps, failures, failureCount }: Building): Located<ServiceFact> =>
  locate(
    {
      service,
      host,
      firstLine: line.number,
      step: step.title === '' ? undefined : step.title,
      usedIn: steps,
      failures,
      failureCount,
    },
    line,
    step,
  )

const withoutCommand = (text: string): string =>
  text.startsWith('[') || text.startsWith('##[')
    ? text.replace(/^(?:##)?\[(?:error|warning|command|debug)\]/, '')
    : text
