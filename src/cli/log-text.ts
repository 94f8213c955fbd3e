import type { LogFact } from '../log/log-facts.ts'
import { escapeTerminal } from '../render/text/escape.ts'
import type { ResolvedPackage } from '../schema/job/resolved-package.ts'
import type { ServiceUse } from '../schema/job/service-use.ts'
import type { Failure } from '../schema/run/failure.ts'
import type { Gap } from '../schema/values/fact.ts'

/** A package with the first line that names it. */
export type PackageLine = ResolvedPackage & { readonly line: number; readonly step?: string | undefined }

/** Facts from the log of one job, with their lines. */
export type LogAccount = {
  readonly facts: readonly LogFact[]
  readonly services: readonly ServiceUse[]
  /** Packages that lines of package managers name. */
  readonly packages: readonly PackageLine[]
  /** Undefined where the log shows no error of the runner, or no rule matches its text. */
  readonly failure: Failure | undefined
  readonly gaps: readonly Gap[]
  readonly lines: number
  readonly bytes: number
}

/** Renders a list by step, one line per fact: `line 288  cache save not-saved (exact-hit): <key>`. */
export const logText = ({ facts, services, packages, failure, gaps, lines, bytes }: LogAccount): string =>
  [
    `${lines} lines, ${bytes} bytes, ${facts.length} facts`,
    ...byStep(facts).flatMap(({ title, own }) => ['', title ?? 'Before the first step', ...own.map(factLine)]),
    ...(services.length === 0 ? [] : ['', 'Services that its lines name', ...services.map(serviceLine)]),
    ...(packages.length === 0 ? [] : ['', 'Packages that its lines name', ...packages.map(packageLine)]),
    ...(failure === undefined ? [] : ['', 'Why it may have failed', ...failureLines(failure)]),
    ...(gaps.length === 0 ? [] : ['', 'Not learned', ...gaps.map(gapLine)]),
    '',
  ]
    .map(escapeTerminal)
    .join('\n')

type Group = { readonly title: string | undefined; readonly own: LogFact[] }

/**
 * Groups the facts by step. Facts are in the order of lines: each step opens a group, and a fact belongs to the open
 * group.
 */
const byStep = (facts: readonly LogFact[]): readonly Group[] => {
  const groups: Group[] = []
  for (const fact of facts) {
    const title = fact.kind === 'step' ? `${fact.name} (line ${fact.line})` : undefined
    if (title !== undefined || groups.length === 0) groups.push({ title, own: [] })
    if (fact.kind !== 'step') groups.at(-1)?.own.push(fact)
  }
  return groups.filter(({ title, own }) => title !== undefined || own.length > 0)
}

const factLine = (fact: LogFact): string =>
  `  ${String(fact.line).padStart(7)}  ${describe(fact)}${fact.confidence === undefined ? '' : ` [${fact.confidence} confidence]`}`

const describe = (fact: LogFact): string => {
  switch (fact.kind) {
    case 'set-up':
      return `${SET_UP[fact.name]}: ${fact.value}`
    case 'permissions':
      return `token permissions: ${Object.entries(fact.permissions)
        .map(([name, level]) => `${name}: ${level}`)
        .join(', ')}`
    case 'action':
      return words(fact.type, `${fact.uses}@${fact.ref}`, fact.sha, fact.digest)
    case 'step':
      return fact.name
    case 'cache':
      return words(
        `cache ${fact.operation}: ${fact.result}`,
        fact.reason === undefined ? undefined : `(${fact.reason})`,
        fact.key,
        fact.restoreKeys.length === 0 ? undefined : `else ${fact.restoreKeys.join(', ')}`,
        fact.matchedKey === undefined || fact.matchedKey === fact.key ? undefined : `from ${fact.matchedKey}`,
        describeBytes(fact.sizeBytes),
        fact.durationMs === undefined ? undefined : `in ${fact.durationMs} ms`,
        fact.action === undefined ? undefined : `by ${fact.action}`,
      )
    case 'build-cache':
      return buildCache(fact)
    case 'artifact-upload':
    case 'artifact-download':
      return words(
        fact.kind,
        fact.name,
        `id ${fact.id ?? 'unknown'}`,
        describeBytes(fact.sizeBytes),
        fact.digest,
        fact.runId && `of run ${fact.runId}`,
      )
    case 'image-pull':
      return words(fact.kind, fact.role, fact.service, fact.image, fact.digest)
    case 'image-push':
      return words(fact.kind, fact.image, fact.digest)
    case 'tool':
      return words('tool', fact.name, fact.version, fact.arch)
    case 'exit-code':
      return `exit code ${fact.code}`
    case 'annotations':
      return `${fact.count} × ${fact.level}, lines ${fact.lines.join(', ')}${fact.count > fact.lines.length ? ', …' : ''}`
    case 'step-time-out':
      return `step timed out after ${fact.minutes} minutes`
    case 'end-signal':
      return `job ended: ${fact.signal}`
  }
}

const SET_UP: Readonly<Record<Extract<LogFact, { kind: 'set-up' }>['name'], string>> = {
  runnerVersion: 'runner version',
  runnerName: 'runner',
  runnerGroup: 'runner group',
  imageName: 'image',
  imageVersion: 'image version',
  cacheMode: 'cache mode',
  displayName: 'job',
}

const buildCache = (fact: Extract<LogFact, { kind: 'build-cache' }>): string => {
  const { imports = [] } = fact
  switch (fact.tool) {
    case 'buildkit':
      return `BuildKit: ${fact.cachedLayers} cached layers${imports.length === 0 ? '' : `, cache from ${imports.join(', ')}`}`
    case 'gradle':
      return `Gradle: ${fact.tasks} tasks, ${fact.executed} executed, ${fact.fromCache} from cache, ${fact.upToDate} up to date`
    case 'ccache':
    case 'sccache':
      return `${fact.tool}: ${fact.hits} hits of ${fact.calls} calls`
    case 'bazel':
      return `Bazel: ${fact.processes} processes, ${fact.remoteHits} remote cache hits, ${fact.diskHits} disk cache hits`
    default:
      return fact.tool
  }
}

const serviceLine = ({ service, host, firstLine, step, failures, failureCount }: ServiceUse): string => {
  const kinds = [...new Set(failures.map(({ kind, line }) => `${kind} in line ${line}`))]
  const more = failureCount > kinds.length ? ', …' : ''
  return `  ${String(firstLine).padStart(7)}  ${words(
    service,
    host,
    step === undefined ? undefined : `in ${step}`,
    failureCount === 0 ? undefined : `${failureCount} × failed: ${kinds.join(', ')}${more}`,
  )}`
}

const packageLine = ({ line, ecosystem, name, version }: PackageLine): string =>
  `  ${String(line).padStart(7)}  ${words(ecosystem, name, version)}`

const failureLines = ({ class: kind, rule, confidence, evidence }: Failure): readonly string[] => [
  `  ${kind} (rule ${rule}) [${confidence} confidence]`,
  ...evidence.map(({ line = 0, quote }) => `  ${String(line).padStart(7)}  ${quote}`),
]

const gapLine = ({ field, reason, detail }: Gap): string => `  ${words(`${field}: ${reason}`, detail)}`

const describeBytes = (size: number | undefined): string | undefined =>
  size === undefined ? undefined : `${size} bytes`

const words = (...parts: readonly (string | undefined)[]): string => parts.filter(part => part !== undefined).join('  ')
