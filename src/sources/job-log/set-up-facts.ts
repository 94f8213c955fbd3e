import type { Fact } from '../../model/fact.ts'
import { isPermission, type Permission, permissionKey } from '../../model/permission-names.ts'
import { after, between, type LogLine } from './log-line.ts'

export type CacheMode = 'none' | 'read' | 'write' | 'write-only' | 'other'

/** The names of Set up job's texts, as a log fact has them. */
export type SetUpName = Exclude<keyof SetUpFacts, 'permissions'>

export type SetUpFacts = {
  readonly runnerVersion?: Fact<string>
  readonly runnerName?: Fact<string>
  readonly runnerGroup?: Fact<string>
  readonly imageName?: Fact<string>
  readonly imageVersion?: Fact<string>
  readonly permissions?: Fact<Record<string, Permission>>
  readonly cacheMode?: Fact<CacheMode>
  readonly displayName?: Fact<string>
}

export type SetUpReader = {
  readonly read: (line: LogLine) => void
  readonly facts: () => SetUpFacts
  /** The line that each of the facts stands in. */
  readonly lineOf: (field: keyof SetUpFacts) => LogLine | undefined
}

/**
 * Reads Set up job (actions/runner src/Runner.Worker/JobExtension.cs). To be given its lines only: after it, a script
 * can print the same. The first of two equal lines counts.
 */
export const createSetUpReader = (): SetUpReader => {
  const texts = new Map<keyof SetUpFacts, string>()
  const permissions = new Map<string, Permission>()
  const lines = new Map<keyof SetUpFacts, LogLine>()
  let current: LogLine | undefined
  let group = ''
  let sawPermissions = false
  let cacheMode: CacheMode | undefined
  const keep = (field: keyof SetUpFacts, value: string | undefined, max: number): void => {
    if (value === undefined || value === '' || value.length > max || texts.has(field)) return
    texts.set(field, value)
    if (current !== undefined) lines.set(field, current)
  }
  const read = (line: LogLine): void => {
    const { text } = line
    current = line
    const opened = after(text, '##[group]')
    if (opened !== undefined) group = opened
    if (text === '##[endgroup]') group = ''
    if (!sawPermissions && group === 'GITHUB_TOKEN Permissions') lines.set('permissions', line)
    sawPermissions ||= group === 'GITHUB_TOKEN Permissions'
    keep('runnerVersion', between(text, "Current runner version: '", "'"), 40)
    keep('runnerName', between(text, "Runner name: '", "'"), 1_024)
    keep('runnerGroup', between(text, "Runner group name: '", "'"), 1_024)
    if (group !== ' Inputs') keep('displayName', after(text, 'Complete job name: '), 1_024)
    // The provisioner's group has a `Version:` line too.
    if (group === 'Runner Image') keep('imageName', after(text, 'Image: '), 200)
    if (group === 'Runner Image') keep('imageVersion', after(text, 'Version: '), 200)
    // The title in logs of 2021.
    if (group === 'Virtual Environment') keep('imageName', after(text, 'Environment: '), 200)
    if (group === 'Virtual Environment') keep('imageVersion', after(text, 'Version: '), 200)
    if (group === 'VM Image') keep('imageName', after(text, '- Name: '), 200)
    if (group === 'VM Image') keep('imageVersion', after(text, '- Version: '), 200)
    if (group === 'GITHUB_TOKEN Permissions') readPermission(text)
    const mode = group === '' ? after(text, 'Cache mode: ') : undefined
    if (mode !== undefined && cacheMode === undefined) lines.set('cacheMode', line)
    if (mode !== undefined) cacheMode ??= toCacheMode(mode)
  }
  const readPermission = (text: string): void => {
    const [name = '', level] = text.split(': ')
    const key = permissionKey(name)
    if (key !== undefined && isPermission(level) && permissions.size < 100) permissions.set(key, level)
  }
  const facts = (): SetUpFacts => ({
    ...Object.fromEntries([...texts].map(([field, value]) => [field, { value, source: 'log' }])),
    ...(sawPermissions ? { permissions: { value: Object.fromEntries(permissions), source: 'log' } } : {}),
    ...(cacheMode === undefined ? {} : { cacheMode: { value: cacheMode, source: 'log' } }),
  })
  return { read, facts, lineOf: field => lines.get(field) }
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
