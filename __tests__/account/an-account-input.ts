import type { AccountInput } from '../../src/account/build-account.ts'
import { sha256Hex } from '../../src/io/digest.ts'

const fact = <T>(value: T) => ({ value, source: 'runner' as const })

/** Run 5 of octo/app as its report job reads it: nothing but the run itself is known. */
export const anAccountInput = (more: Partial<AccountInput> = {}): AccountInput => ({
  run: {
    serverUrl: fact('https://github.com'),
    repository: fact('octo/app'),
    repositoryId: fact('101'),
    runId: fact('5'),
    attempt: fact(1),
  },
  reporter: { role: 'report', runId: '5', attempt: 1 },
  ownJobId: '99',
  ownJobKey: 'report',
  needs: undefined,
  jobs: [],
  jobsComplete: true,
  sorted: { accepted: [], earlier: [], unmatchedArtifacts: [] },
  logs: new Map(),
  unread: new Map(),
  api: {},
  failureReadings: new Map(),
  signals: new Map(),
  services: new Map(),
  logRecords: new Map(),
  timeline: undefined,
  artifacts: [],
  unmatchedArtifacts: [],
  warnings: [],
  gaps: [],
  apiBudget: { allowed: 200, used: 3 },
  reportedAt: '2026-03-01T10:03:00Z',
  sha256: sha256Hex,
  ...more,
})
