/** The part of package-lock.json (version 3) that concerns packages for other systems. */
export type Lockfile = { readonly packages: Readonly<Record<string, LockedPackage>> }
export type LockedPackage = {
  readonly version?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const SYSTEM =
  /\b(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|x64|ia32|loong64|ppc64|riscv64|s390x)(?:-(gnu|musl|eabi|gnueabihf|musleabihf|msvc))?$/

/**
 * Entries that a lockfile lacks for packages of other systems. npm leaves them out where the registry at hand did not
 * offer them or they were not installed (npm/cli#4828), and then `npm ci` refuses the lockfile, here or there. Only
 * packages with an exact version and a system in their name can be completed; others are named with no entry.
 */
export const missingPackages = ({ packages }: Lockfile): ReadonlyMap<string, LockedPackage | undefined> =>
  new Map(
    Object.values(packages).flatMap(parent =>
      Object.entries(parent.optionalDependencies ?? {})
        .filter(([name]) => packages[`node_modules/${name}`] === undefined)
        .map(([name, version]) => [`node_modules/${name}`, entryOf(name, version, parent.dev === true)] as const),
    ),
  )

const entryOf = (name: string, version: string, dev: boolean): LockedPackage | undefined => {
  const [, os, cpu, suffix] = SYSTEM.exec(name) ?? []
  if (os === undefined || cpu === undefined || !/^\d+\.\d+\.\d+$/.test(version)) return undefined
  const libc = os === 'linux' ? libcOf(suffix) : undefined
  return {
    version,
    cpu: [cpu],
    dev: dev ? dev : undefined,
    libc: libc === undefined ? undefined : [libc],
    optional: true,
    os: [os],
  }
}

const libcOf = (suffix: string | undefined): string | undefined => {
  if (suffix === undefined) return undefined
  return suffix.startsWith('musl') ? 'musl' : 'glibc'
}
