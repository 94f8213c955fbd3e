import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
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
