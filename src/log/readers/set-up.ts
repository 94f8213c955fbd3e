import { isPermission, type Permission, permissionKey } from '../../core/permission-names.ts'
import { after, between, type LogLine } from '../lines/log-line.ts'
import { type Located, type LogStep, locate } from '../steps/log-step.ts'
import type { LineReader } from './line-reader.ts'

export type CacheMode = 'none' | 'read' | 'write' | 'write-only' | 'other'

/** The facts of Set up job about the job, the runner, its image and its token. */
export type SetUpFact =
  | {
      readonly name: 'runnerVersion' | 'runnerName' | 'runnerGroup' | 'imageName' | 'imageVersion' | 'displayName'
      readonly value: string
    }
  | { readonly name: 'cacheMode'; readonly value: CacheMode }
  | { readonly name: 'permissions'; readonly value: Readonly<Record<string, Permission>> }

/**
 * Reads Set up job (actions/runner src/Runner.Worker/JobExtension.cs). The first of two equal lines counts.
 */
export const createSetUpReader = (): LineReader<SetUpFact> => {
  const found = new Map<SetUpFact['name'], Located<SetUpFact>>()
  const permissions: Record<string, Permission> = {}
  let group = ''
  const keep = (fact: SetUpFact, line: LogLine, step: LogStep): void => {
    if (!found.has(fact.name)) found.set(fact.name, locate(fact, line, step))
  }
  const read = (line: LogLine, step: LogStep): void => {
    const { text } = line
    const opened = after(text, '##[group]')
    if (opened !== undefined) group = opened
    if (text === '##[endgroup]') group = ''
    if (opened === PERMISSIONS) keep({ name: 'permissions', value: permissions }, line, step)
    if (group === PERMISSIONS) readPermission(permissions, text)
    const fact = toText(group, text)
    if (fact !== undefined) keep(fact, line, step)
    const mode = group === '' ? after(text, 'Cache mode: ') : undefined
    if (mode !== undefined) keep({ name: 'cacheMode', value: toCacheMode(mode) }, line, step)
  }
  return { steps: ['set-up'], read, located: () => [...found.values()], isCut: () => false }
}

const PERMISSIONS = 'GITHUB_TOKEN Permissions'
const MAX_PERMISSIONS = 100

const readPermission = (permissions: Record<string, Permission>, text: string): void => {
  const [name = '', level] = text.split(': ')
  const key = permissionKey(name)
  if (key !== undefined && isPermission(level) && Object.keys(permissions).length < MAX_PERMISSIONS)
    permissions[key] = level
}

type TextName = Exclude<SetUpFact['name'], 'cacheMode' | 'permissions'>

/**
 * Each text with the group that contains it, since other groups have lines with the same beginning. `title` is the form
 * of 2021.
 */
const TEXTS: readonly {
  readonly name: TextName
  readonly group?: string
  readonly start: string
  readonly end?: string
  readonly max: number
}[] = [
  { name: 'runnerVersion', start: "Current runner version: '", end: "'", max: 40 },
  { name: 'runnerName', start: "Runner name: '", end: "'", max: 1_024 },
  { name: 'runnerGroup', start: "Runner group name: '", end: "'", max: 1_024 },
  { name: 'displayName', group: '', start: 'Complete job name: ', max: 1_024 },
  { name: 'imageName', group: 'Runner Image', start: 'Image: ', max: 200 },
  { name: 'imageVersion', group: 'Runner Image', start: 'Version: ', max: 200 },
  { name: 'imageName', group: 'Virtual Environment', start: 'Environment: ', max: 200 },
  { name: 'imageVersion', group: 'Virtual Environment', start: 'Version: ', max: 200 },
  { name: 'imageName', group: 'VM Image', start: '- Name: ', max: 200 },
  { name: 'imageVersion', group: 'VM Image', start: '- Version: ', max: 200 },
]

const toText = (group: string, text: string): SetUpFact | undefined => {
  for (const { name, group: wanted, start, end, max } of TEXTS) {
    if (wanted !== undefined && wanted !== group) continue
    const value = end === undefined ? after(text, start) : between(text, start, end)
    if (value !== undefined && value !== '' && value.length <= max) return { name, value }
  }
  return undefined
}

const toCacheMode = (text: string): CacheMode => {
  switch (text) {
    case 'none':
    case 'read':
    case 'write':
    case 'write-only':
      return text
    default:
      return 'other'
  }
}
