import { expect, test } from '@jest/globals'
import type { DeploymentStatus, ObservedDeployment } from '../../../src/schema/observed/run-observation.ts'
import { buildDeployments } from '../../../src/timeline/protection/deployments.ts'
import { at } from '../a-job.ts'
import { anObservation } from '../an-observation.ts'

const status = (state: string, clock: string, app = 'github-actions'): DeploymentStatus => ({
  state,
  createdAt: at(clock),
  app,
})
const deployment = (statuses: readonly DeploymentStatus[], more: Partial<ObservedDeployment> = {}) => ({
  id: '7',
  environment: 'production',
  createdAt: at('10:00:00'),
  sha: 'a'.repeat(40),
  jobId: '1',
  statuses,
  ...more,
})
const show = (...deployments: readonly ObservedDeployment[]) =>
  buildDeployments(anObservation([], { deployments })).map(({ intervals, convergence }) => [
    convergence,
    ...intervals.map(({ state, start, end, by }) =>
      [state, start.slice(11, 19), end?.slice(11, 19) ?? 'open', ...(by === undefined ? [] : [by])].join(' '),
    ),
  ])

const OWN = [
  status('waiting', '10:00:00'),
  status('queued', '10:03:00'),
  status('in_progress', '10:03:05'),
  status('success', '10:05:00'),
]

test('each status lasts to the next one; a green job is no convergence', () => {
  expect(show(deployment(OWN))).toEqual([
    ['not-observed', 'waiting 10:00:00 10:03:00', 'queued 10:03:00 10:03:05', 'deploying 10:03:05 10:05:00'],
  ])
})

test('one that still waits has no end', () => {
  expect(show(deployment(OWN.slice(0, 1)))).toEqual([['not-observed', 'waiting 10:00:00 open']])
})

test('somebody else’s later status is convergence; the next deployment’s `inactive` is not', () => {
  const replaced = [...OWN, status('inactive', '10:30:00')]
  expect(show(deployment(replaced))[0]?.[0]).toBe('not-observed')
  const healthy = [...OWN, status('in_progress', '10:05:10', 'argo'), status('success', '10:07:00', 'argo')]
  expect(show(deployment(healthy))[0]).toEqual([
    'observed',
    'waiting 10:00:00 10:03:00',
    'queued 10:03:00 10:03:05',
    'deploying 10:03:05 10:05:00',
    'converging 10:05:00 10:07:00 argo',
  ])
})

test('a controller that still works leaves convergence open', () => {
  const working = [...OWN, status('in_progress', '10:05:10', 'argo')]
  expect(show(deployment(working))[0]?.at(-1)).toBe('converging 10:05:00 open argo')
})

test('a controller’s own deployment of the same commit and environment tells of it too', () => {
  const other = { id: '8', jobId: undefined } as const
  const said = [status('success', '10:08:00', 'argo')]
  expect(show(deployment(OWN), deployment(said, other))[0]?.at(-1)).toBe('converging 10:05:00 10:08:00 argo')
  expect(show(deployment(OWN), deployment(said, { ...other, environment: 'staging' }))[0]?.[0]).toBe('not-observed')
})

const by = (creator: string, state: string, clock: string): DeploymentStatus => ({
  state,
  createdAt: at(clock),
  creator,
})

test('GitHub writes in the name of who started the run: that is no convergence', () => {
  const named = [
    by('octocat', 'waiting', '10:00:00'),
    by('octocat', 'queued', '10:03:00'),
    by('octocat', 'in_progress', '10:03:05'),
    // A step with the job's own token, and then GitHub itself.
    by('github-actions[bot]', 'success', '10:05:00'),
    by('octocat', 'success', '10:05:01'),
  ]
  expect(show(deployment(named))).toEqual([
    ['not-observed', 'waiting 10:00:00 10:03:00', 'queued 10:03:00 10:03:05', 'deploying 10:03:05 10:05:00'],
  ])
  const healthy = [...named, by('argocd[bot]', 'success', '10:07:00')]
  expect(show(deployment(healthy))[0]?.at(-1)).toBe('converging 10:05:00 10:07:00 argocd[bot]')
})

test('a login that only looks like GitHub’s is somebody else', () => {
  const said = [...OWN, by('github-actions-mirror', 'success', '10:06:00')]
  expect(show(deployment(said))[0]?.at(-1)).toBe('converging 10:05:00 10:06:00 github-actions-mirror')
})

test('somebody else’s word while the job runs does not cut its time', () => {
  const early = [...OWN.slice(0, 3), status('in_progress', '10:04:00', 'argo'), ...OWN.slice(3)]
  expect(show(deployment(early))).toEqual(show(deployment(OWN)))
})

test('a re-run goes through its states again; convergence is of the last round', () => {
  const again = [
    ...OWN.slice(0, 3),
    status('failure', '10:05:00'),
    status('queued', '11:00:00'),
    status('in_progress', '11:00:05'),
    status('success', '11:02:00'),
    status('success', '11:03:00', 'argo'),
  ]
  expect(show(deployment(again))).toEqual([
    [
      'observed',
      'waiting 10:00:00 10:03:00',
      'queued 10:03:00 10:03:05',
      'deploying 10:03:05 10:05:00',
      'queued 11:00:00 11:00:05',
      'deploying 11:00:05 11:02:00',
      'converging 11:02:00 11:03:00 argo',
    ],
  ])
  expect(show(deployment([...again, status('waiting', '12:00:00')]))[0]?.[0]).toBe('not-observed')
})

test('a status that repeats its word prolongs it', () => {
  const twice = [...OWN.slice(0, 3), status('in_progress', '10:04:00'), ...OWN.slice(3)]
  expect(show(deployment(twice))).toEqual(show(deployment(OWN)))
})

test('deployments of unknown commits are not of the same one', () => {
  const said = [status('success', '10:08:00', 'argo')]
  const nobodys = { sha: undefined } as const
  const other = deployment(said, { ...nobodys, id: '8', jobId: undefined })
  expect(show(deployment(OWN, nobodys), other)[0]?.[0]).toBe('not-observed')
})
