import { grouped } from '../core/grouped.ts'
import type { Lockfile } from '../schema/job/replay.ts'
import type { ResolvedPackage } from '../schema/job/resolved-package.ts'
import type { ReportedJob } from '../schema/run/run-manifest.ts'
import type { KindReading, Open, Pinned } from './listed-input.ts'

/** The lockfiles that pin packages of an ecosystem. Packages of an operating system have none. */
const LOCKED_BY: Readonly<Record<ResolvedPackage['ecosystem'], readonly Lockfile['kind'][]>> = {
  npm: ['npm', 'yarn', 'pnpm', 'bun'],
  pypi: ['pip', 'pipenv', 'poetry', 'uv'],
  cargo: ['cargo'],
  golang: ['go'],
  gem: ['bundler'],
  composer: ['composer'],
  deb: [],
  apk: [],
  brew: [],
  other: [],
}

/** Lists lockfiles by digest. */
export const listLockfiles = (jobs: readonly ReportedJob[]): KindReading => ({
  kind: 'lockfile',
  pinned: jobs.flatMap(job =>
    (job.record?.replay?.lockfiles ?? []).map(
      ({ path, digest, source }): Pinned => ({
        kind: 'lockfile',
        name: path,
        value: digest,
        by: 'digest',
        source,
        job: job.name,
      }),
    ),
  ),
  open: [],
  unknownJobs: jobs.filter(({ record }) => record?.replay === undefined).length,
})

/**
 * Lists packages that no lockfile of their job pins. A job without a recorder has no list of lockfiles, so nothing is
 * claimed of its packages.
 */
export const listPackages = (jobs: readonly ReportedJob[]): KindReading => {
  const read = jobs.map(readPackages)
  return {
    kind: 'package',
    pinned: [],
    open: read.flatMap(({ open }) => open),
    pinnedElsewhere: read.reduce((sum, { locked }) => sum + locked, 0),
    unknownJobs: read.filter(({ isKnown }) => !isKnown).length,
  }
}

const readPackages = ({ name: job, record, packages = [] }: ReportedJob) => {
  const lockfiles = record?.replay?.lockfiles
  if (lockfiles === undefined) return { open: [], locked: 0, isKnown: false }
  const kinds = new Set<Lockfile['kind']>(lockfiles.map(({ kind }) => kind))
  const byLock = grouped(packages, ({ ecosystem }) => LOCKED_BY[ecosystem].some(kind => kinds.has(kind)))
  const open = (byLock.get(false) ?? []).map(
    ({ ecosystem, name, version }): Open => ({
      kind: 'package',
      name: `${ecosystem}:${name}`,
      was: version,
      reason: 'no-lockfile',
      source: 'log',
      job,
    }),
  )
  return { open, locked: byLock.get(true)?.length ?? 0, isKnown: true }
}
