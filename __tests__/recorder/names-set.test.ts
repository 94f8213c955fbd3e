import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { parseKeyValueFile } from '../../lab/runner/key-value-file.ts'
import type { JobManifest } from '../../src/schema/job/job-manifest.ts'
import { manifestOf, type RecorderLab, startRecorderLab, textOfManifest } from './recorder-lab.ts'

type Variables = Readonly<Record<string, string | undefined>>

let lab: RecorderLab

beforeEach(async () => {
  lab = await startRecorderLab()
})

afterEach(async () => {
  await lab.stop()
})

/** The token of the job, the same in all its phases. */
const token = (): Variables => ({
  ACTIONS_RUNTIME_TOKEN: lab.services.issueTokens({
    jobId: lab.job.id,
    runId: lab.run.id,
    attempt: 1,
    permissions: {},
    backendRunId: lab.run.backendRunId,
    backendJobId: lab.job.backendId,
    cacheScopes: [],
    oidcClaims: {},
  }).runtimeToken,
})

/** Runs a phase and gives the next one what it left, as the runner does: state, and the job's variables. */
const after = async (entry: 'pre' | 'main', environment: Variables): Promise<Variables> => {
  const { code, log, commands } = await lab.start(entry, { environment })
  expect([code, log]).toEqual([0, ''])
  const state = [...parseKeyValueFile(commands.state)].map(([name, value]) => [`STATE_${name}`, value])
  return { ...environment, ...Object.fromEntries(state), ...Object.fromEntries(parseKeyValueFile(commands.env)) }
}

const posted = async (environment: Variables): Promise<JobManifest> =>
  manifestOf(await lab.start('post', { environment }))

const gapsOf = ({ gaps }: JobManifest): readonly string[] =>
  gaps.filter(({ field }) => field.startsWith('replay.variablesSet')).map(({ field, reason }) => `${field} ${reason}`)

test('steps set names; what the job had, what the runner gives and what we export is not theirs', async () => {
  const job = { ...token(), JOB_LEVEL: 'a', CI: 'true' }
  const set = {
    BUILD_DIR: '/tmp/build',
    lower_case: '',
    GITHUB_CUSTOM: 'x',
    STATE_of: 'y',
    'not-a-name': 'z',
    PATH: '/new/bin',
  }
  const before = await after('main', await after('pre', job))
  const manifest = await posted({ ...before, ...set })
  expect(manifest.replay?.variablesSet).toEqual({
    value: ['BUILD_DIR', 'lower_case'],
    source: 'runner',
  })
  expect(before['TRACEPARENT']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
  expect(gapsOf(manifest)).toEqual([])
})

test('no value leaves the phase that saw it', async () => {
  const before = await after('main', await after('pre', { ...token(), KEPT: 'canary-kept', WEAK_SECRET: '1234' }))
  const recorded = await lab.start('post', { environment: { ...before, WEAK_SECRET: 'canary-changed' } })
  expect(manifestOf(recorded).replay?.variablesSet?.value).toEqual([])
  expect(textOfManifest(recorded)).not.toMatch(/canary|WEAK_SECRET|KEPT/)
  expect(before['STATE_variables']).not.toMatch(/canary|1234/)
})

test('without pre, main keeps them', async () => {
  const manifest = await posted({ ...(await after('main', { ...token(), EARLIER: '1' })), LATER: '1' })
  expect([manifest.replay?.variablesSet?.value, gapsOf(manifest)]).toEqual([
    ['LATER'],
    ['replay.variablesSet.earlier not-provided'],
  ])
})

test('with neither, nothing is said', async () => {
  const manifest = await posted({ ...token(), LATER: '1' })
  expect([manifest.replay?.variablesSet, gapsOf(manifest)]).toEqual([undefined, ['replay.variablesSet not-found']])
})

test('on Windows the case of a name says nothing', async () => {
  const before = await after('pre', { ...token(), RUNNER_OS: 'Windows', Some_Name: 'a' })
  const { replay } = await posted({ ...before, Some_Name: undefined, SOME_NAME: 'a', Path: 'C:\\new', Added: '1' })
  expect(replay?.variablesSet?.value).toEqual(['Added'])
})

const many = (count: number, length: number): Variables =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`V${index}_`.padEnd(length, 'x'), '1']))

test('too many to keep', async () => {
  const full = await after('pre', { ...token(), ...many(300, 120) })
  expect(full['STATE_variables']).toBe('-')
  expect(gapsOf(await posted({ ...full, ADDED: '1' }))).toEqual(['replay.variablesSet too-large'])
})

test('too many to list', async () => {
  const manifest = await posted({ ...(await after('pre', token())), ...many(250, 12) })
  expect([manifest.replay?.variablesSet?.value.length, gapsOf(manifest)]).toEqual([
    200,
    ['replay.variablesSet.rest too-large'],
  ])
})

test('what is no list of ours is none', async () => {
  const environment = { ...token(), STATE_preAt: '2026-01-01T00:00:00Z', STATE_variables: 'A=zz; rm -rf' }
  expect(gapsOf(await posted(environment))).toEqual(['replay.variablesSet not-found'])
})

test('a name that looks like a credential is not written down', async () => {
  const before = await after('pre', token())
  const { replay, redacted } = await posted({ ...before, [`ghp_${'a'.repeat(36)}`]: '1' })
  expect([replay?.variablesSet?.value, redacted]).toEqual([['redacted'], 1])
})
