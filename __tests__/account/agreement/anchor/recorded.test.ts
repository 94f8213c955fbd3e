import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { findAnchor, readAnchors } from '../../../../src/account/agreement/anchor/find-anchor.ts'
import { assignRoles } from '../../../../src/account/agreement/anchor/step-roles.ts'
import { type ListedJob, readJobResponse } from '../../../../src/github/rest/job.ts'
import { beginAnchorLog, readWholeLog } from '../../../../src/log/read-log.ts'
import type { AnchorLog } from '../../../../src/schema/observed/anchor-log.ts'

const folder = resolve(process.env['PIPELINE_TRACE_RECORDED'] ?? '../shared/recorded', 'runs')
const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
const logs = files.filter(file => /(^|\/)\d{8,}(_[^/]*)?\.(log|txt)$/.test(file))
const recorded = logs.length === 0 ? describe.skip : describe

const jobs = new Map(
  files
    .filter(file => /(^|\/)workflow_jobs\.json$/.test(file))
    .flatMap(file => (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { jobs: unknown[] }).jobs)
    .flatMap(raw => {
      const job = readJobResponse(raw)
      return job === undefined ? [] : [[job.id, job] as const]
    }),
)
const DIGEST = `sha256:${'a'.repeat(64)}`

/** The last action with a post taken for the recorder, and its digest right after the last head of a post. */
const asRecorder = (anchor: AnchorLog, job: ListedJob): AnchorLog | undefined => {
  const last = assignRoles(job.api.steps)
    .posts.at(-1)
    ?.name.replace(/^Post Run (?:\/\.\/)?/, '')
  const post = anchor.heads.findLast(({ kind }) => kind === 'post')
  if (last === undefined || post === undefined) return undefined
  const isIt = (title: string): boolean => title.replace('./', '') === last
  if (!anchor.heads.some(({ title }) => isIt(title))) return undefined
  return {
    ...anchor,
    heads: anchor.heads.map(one => ({ ...one, isRecorder: isIt(one.title) })),
    digests: [{ line: post.line, at: post.at, digest: DIGEST, jobId: job.id, attempt: 1 }],
  }
}

/** Real logs and step lists of GitHub; skipped where they are not there. */
recorded('logs recorded from GitHub', () => {
  const read = logs.flatMap(file => {
    const job = jobs.get(/\d{8,}/.exec(basename(file))?.[0] ?? '')
    return job === undefined ? [] : [{ file, job, ...readWholeLog(readFileSync(join(folder, file)), beginAnchorLog()) }]
  })

  test('have a beginning, an end, and at least as many heads of posts as posts that ran', () => {
    expect(read.length).toBeGreaterThan(15)
    for (const { file, job, anchor } of read) {
      const posts = assignRoles(job.api.steps).posts.filter(({ outcome }) => outcome !== 'skipped')
      expect([file, anchor.hasEnd, anchor.isAmbiguous]).toEqual([file, true, false])
      expect(anchor.heads.filter(({ kind }) => kind === 'post').length).toBeGreaterThanOrEqual(posts.length)
    }
  })

  test('would confirm a recorder in them, and show that none was', () => {
    const results = read.map(({ job, anchor }) => {
      const marked = asRecorder(anchor, job)
      const asked = { digest: DIGEST, attempt: 1, jobId: job.id }
      return [
        marked === undefined ? 'no such step' : findAnchor(asked, readAnchors(job.api.steps, marked)).kind,
        findAnchor(asked, readAnchors(job.api.steps, anchor)).kind,
      ].join(', ')
    })
    const confirmed = results.filter(one => one.startsWith('confirmed'))
    expect(confirmed.length).toBeGreaterThan(8)
    // Of some jobs the log lacks the heads of their actions: they cannot show which post is whose.
    expect([...new Set(results)].filter(one => !confirmed.includes(one) && !one.startsWith('no such step'))).toEqual([])
    expect(results.filter(one => one.endsWith(', confirmed'))).toEqual([])
  })
})
