import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createConcurrencyGroups } from '../../../lab/scheduler/concurrency-groups.ts'
import { aLab, type TestLab, until } from './lab-harness.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'concurrency-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const HOLD = "run: 'while [ ! -e ${{ vars.GO }} ]; do sleep 0.02; done'"
const WORKFLOW = `on: push
concurrency: Release/\${{ github.ref }}
jobs:
  build: { runs-on: ubuntu-latest, concurrency: machine, steps: [{ ${HOLD} }] }
  deploy: { runs-on: ubuntu-latest, concurrency: Machine, steps: [{ run: 'true' }] }
`
const NAME = 'Release/refs/heads/main'

type Body = Record<string, unknown> & {
  concurrency_groups: { group_name: string; group_members: Record<string, unknown>[] }[]
  group_members: Record<string, unknown>[]
}

const reader = (lab: TestLab) => async (path: string) => {
  const { apiUrl } = lab.lab.services
  const url = path.startsWith('http') ? path : `${apiUrl}/repos/octo/pipeline${path}`
  const response = await fetch(url)
  return { status: response.status, link: response.headers.get('link'), body: (await response.json()) as Body }
}

describe('the lab’s concurrency groups over REST', () => {
  test('holders and who waits, live; a run keeps the names of its groups', async () => {
    const go = join(folder, 'go')
    const lab = await aLab(WORKFLOW, {}, { vars: { GO: go } })
    const get = reader(lab)
    try {
      const first = lab.run()
      const jobs = () => [...lab.lab.state.jobs.values()]
      await until(() => jobs().some(job => job.status === 'pending'))
      const second = lab.run()
      await until(() => [...lab.lab.state.runs.values()][1]?.attempts[0]?.status === 'pending')
      const [one, two] = [...lab.lab.state.runs.keys()]
      const holder = jobs().find(job => job.status !== 'pending')
      const waiter = jobs().find(job => job.status === 'pending')

      const ofRun = await get(`/actions/runs/${one}/concurrency_groups`)
      expect(ofRun.body).toMatchObject({ total_count: 2 })
      const seen = ofRun.body.concurrency_groups.map(({ group_name, group_members }) => [
        group_name.toLowerCase(),
        group_members.map(({ run_id, job_id, position, status }) => [run_id, job_id, position, status]),
      ])
      expect(seen).toEqual([
        [NAME.toLowerCase(), [[one, undefined, 0, 'in_progress']]],
        [
          'machine',
          [
            [one, holder?.id, 0, 'in_progress'],
            [one, waiter?.id, 1, 'pending'],
          ],
        ],
      ])

      const whole = await get(`/actions/concurrency_groups/${encodeURIComponent(NAME)}`)
      expect(whole.body.group_members.map(({ run_id, status }) => [run_id, status])).toEqual([
        [one, 'in_progress'],
        [two, 'pending'],
      ])
      const waiting = (await get(`/actions/runs/${two}/concurrency_groups`)).body.concurrency_groups[0]
      expect(waiting?.group_members).toMatchObject([{ run_id: two, position: 1, status: 'pending' }])
      const ahead = await get(String(waiting?.group_members[0]?.['position_url']))
      expect(ahead.body.group_members.map(({ run_id }) => run_id)).toEqual([one, two])
      expect((await get(`/actions/concurrency_groups/machine?ahead_of_job=${holder?.id}`)).body).toMatchObject({
        total_count: 1,
      })
      expect((await get(`/actions/concurrency_groups/machine?ahead_of_run=${one}`)).status).toBe(422)

      const page = await get('/actions/concurrency_groups?per_page=1')
      expect(page.body).toMatchObject({ total_count: 2, concurrency_groups: [{ group_name: NAME }] })
      const next = await get(/<([^>]+)>; rel="next"/.exec(page.link ?? '')?.[1] ?? '')
      expect(next.link).toBeNull()
      expect(next.body.concurrency_groups.map(({ group_name }) => group_name.toLowerCase())).toEqual(['machine'])

      writeFileSync(go, '')
      await Promise.all([first, second])
      expect((await get('/actions/concurrency_groups')).body).toEqual({ total_count: 0, concurrency_groups: [] })
      expect((await get(`/actions/concurrency_groups/machine`)).status).toBe(404)
      const after = await get(`/actions/runs/${one}/concurrency_groups`)
      expect(after.body.concurrency_groups.map(({ group_members }) => group_members)).toEqual([[], []])
      expect(lab.lab.services.violations).toEqual([])
    } finally {
      writeFileSync(go, '')
      await lab.dispose()
    }
  })
})

describe('queue', () => {
  const jobs = (queue: string): string =>
    ['a', 'b', 'c', 'd']
      .map(key => `  ${key}: { runs-on: ubuntu-latest, concurrency: { group: db${queue} }, steps: [{ ${HOLD} }] }\n`)
      .join('')
  const waiting = (lab: TestLab): number =>
    [...lab.lab.state.jobs.values()].filter(job => job.status === 'pending').length

  test('max: all wait, first in first out, each with its position', async () => {
    const go = join(folder, 'go-max')
    const lab = await aLab(`on: push\njobs:\n${jobs(', queue: max')}`, {}, { vars: { GO: go } })
    try {
      const run = lab.run()
      await until(() => waiting(lab) === 3)
      const { body } = await reader(lab)(`/actions/runs/${[...lab.lab.state.runs.keys()][0]}/concurrency_groups`)
      const members = body.concurrency_groups[0]?.group_members ?? []
      expect(members.map(({ position, status }) => [position, status])).toEqual([
        [0, 'in_progress'],
        [1, 'pending'],
        [2, 'pending'],
        [3, 'pending'],
      ])
      writeFileSync(go, '')
      const outcome = await run
      expect(lab.ended(outcome)).toEqual(['a success', 'b success', 'c success', 'd success'])
      const started = members.map(({ job_id }) => lab.lab.state.jobs.get(Number(job_id))?.startedAt?.getTime() ?? 0)
      expect(started.toSorted((a, b) => a - b)).toEqual(started)
      expect(lab.lab.services.violations).toEqual([])
    } finally {
      writeFileSync(go, '')
      await lab.dispose()
    }
  })

  test('max: the hundred and second finds no place', async () => {
    const groups = createConcurrencyGroups(() => new Date())
    const results: (boolean | undefined)[] = []
    const enter = (runId: number) =>
      groups.enter({
        group: 'db',
        member: { runId },
        queue: 'max',
        cancelInProgress: false,
        cancel: () => undefined,
        pending: () => undefined,
        signal: new AbortController().signal,
      })
    const leave = await enter(0)
    const line = Array.from({ length: 101 }, (_, index) =>
      enter(index + 1).then(entered => {
        results[index] = entered !== undefined
        entered?.()
      }),
    )
    expect(groups.find('db')?.members.map(({ runId }) => runId)).toEqual(Array.from({ length: 101 }, (_, n) => n))
    leave?.()
    await Promise.all(line)
    expect(results.filter(Boolean)).toHaveLength(100)
    expect(results[100]).toBe(false)
  })

  test('single, the default: one waits, and the next one cancels it', async () => {
    const go = join(folder, 'go-single')
    const lab = await aLab(`on: push\njobs:\n${jobs(', queue: single')}`, {}, { vars: { GO: go } })
    try {
      const run = lab.run()
      await until(() => [...lab.lab.state.jobs.values()].filter(job => job.conclusion === 'cancelled').length === 2)
      writeFileSync(go, '')
      expect(lab.ended(await run).filter(text => text.endsWith('success'))).toHaveLength(2)
    } finally {
      writeFileSync(go, '')
      await lab.dispose()
    }
  })
})
