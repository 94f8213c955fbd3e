import type { Fact } from '../../model/fact.ts'
import { isPermission, type Permission, permissionKey } from '../permission-names.ts'
import { after, between } from './log-line.ts'

export type CacheMode = 'none' | 'read' | 'write' | 'write-only' | 'other'

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

/**
 * Reads Set up job (actions/runner src/Runner.Worker/JobExtension.cs). To be given its lines only: after it, a script
 * can print the same. The first of two equal lines counts.
 */
export const createSetUpReader = (): { readonly read: (text: string) => void; readonly facts: () => SetUpFacts } => {
  const texts = new Map<keyof SetUpFacts, string>()
  const permissions = new Map<string, Permission>()
  let group = ''
  let sawPermissions = false
  let cacheMode: CacheMode | undefined
  const keep = (field: keyof SetUpFacts, value: string | undefined, max: number): void => {
    if (value !== undefined && value !== '' && value.length <= max && !texts.has(field)) texts.set(field, value)
  }
  const read = (text: string): void => {
    const opened = after(text, '##[group]')
    if (opened !== undefined) group = opened
    if (text === '##[endgroup]') group = ''
    sawPermissions ||= group === 'GITHUB_TOKEN Permissions'
    keep('runnerVersion', between(text, "Current runner version: '", "'"), 40)
    keep('runnerName', between(text, "Runner name: '", "'"), 1_024)
    keep('runnerGroup', between(text, "Runner group name: '", "'"), 1_024)
    if (group !== ' Inputs') keep('displayName', after(text, 'Complete job name: '), 1_024)
    // The provisioner's group has a `Version:` line too.
    if (group === 'Runner Image') keep('imageName', after(text, 'Image: '), 200)
    if (group === 'Runner Image') keep('imageVersion', after(text, 'Version: '), 200)
    if (group === 'VM Image') keep('imageName', after(text, '- Name: '), 200)
    if (group === 'VM Image') keep('imageVersion', after(text, '- Version: '), 200)
    if (group === 'GITHUB_TOKEN Permissions') readPermission(text)
    const mode = group === '' ? after(text, 'Cache mode: ') : undefined
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
  return { read, facts }
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
