import { expect, test } from '@jest/globals'
import { missingPackages } from '../../scripts/lockfile.ts'

const lockfile = (optionalDependencies: Readonly<Record<string, string>>) => ({
  packages: {
    'node_modules/tool': { version: '1.2.3', dev: true, optionalDependencies },
    'node_modules/@tool/linux-x64': { version: '1.2.3', dev: true, optional: true },
  },
})

test.each([
  ['@tool/darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['@tool/binding-win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
  ['@tool/linux-arm64-musl', { os: ['linux'], cpu: ['arm64'], libc: ['musl'] }],
  ['@tool/linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
])('%s is completed', (name, system) => {
  const missing = missingPackages(lockfile({ '@tool/linux-x64': '1.2.3', [name]: '1.2.3' }))
  expect([...missing]).toEqual([[`node_modules/${name}`, { version: '1.2.3', dev: true, optional: true, ...system }]])
})

test.each([
  ['@tool/darwin-arm64', '^1.2.0'],
  ['@tool/speedup', '1.2.3'],
])('%s %s is only named', (name, version) => {
  expect([...missingPackages(lockfile({ [name]: version }))]).toEqual([[`node_modules/${name}`, undefined]])
})
