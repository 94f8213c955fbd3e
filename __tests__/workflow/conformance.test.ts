import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import type { WorkflowPlan } from '../../src/schema/observed/workflow-plan.ts'
import type { Gap, Reading } from '../../src/schema/values/fact.ts'
import { readWorkflowPlan } from '../../src/workflow/plan/read-plan.ts'
import { SHA } from './plan-of.ts'
import { recordedFolder } from './recorded-root.ts'

const { root, describeRecorded } = recordedFolder(join('workflows-conformance', 'languageservices-reader'))

type ExpectedStep = { readonly id: string; readonly uses?: unknown; readonly background?: boolean }
type ExpectedJob = {
  readonly type: 'job' | 'reusableWorkflowJob'
  readonly id: string
  readonly needs?: readonly string[]
  readonly steps?: readonly ExpectedStep[]
  readonly jobs?: readonly ExpectedJob[]
}
type Case = {
  readonly name: string
  readonly skip: readonly string[]
  readonly input: string
  readonly files: ReadonlyMap<string, string>
  readonly expected: { readonly jobs?: readonly ExpectedJob[]; readonly errors?: readonly unknown[] }
}

/** Options, the file, then name and text of each called file, then what GitHub's parser makes of them. */
const readCase = (name: string): Case => {
  const [options = '', input = '', ...rest] = readFileSync(join(root, name), 'utf8').split(/^---\n/m)
  const files = new Map<string, string>()
  for (let at = 0; at + 2 < rest.length; at += 2) files.set(rest[at]?.trim() ?? '', rest[at + 1] ?? '')
  const { skip = [] } = (parse(options) ?? {}) as { readonly skip?: readonly string[] }
  return { name, skip, input, files, expected: JSON.parse(rest.at(-1) ?? '') as Case['expected'] }
}

const planOf = ({ name, input, files }: Case): Promise<Reading<WorkflowPlan | undefined>> =>
  readWorkflowPlan(
    { repository: 'octo/app', path: `.github/workflows/${name}`, ref: SHA, content: input },
    async ({ repository, path, ref }) => {
      const content = files.get(repository === 'octo/app' ? `./${path}` : `${repository}/${path}@${ref}`)
      return content === undefined ? { kind: 'unread', reason: 'not-found' } : { kind: 'text', content }
    },
    { github: {} },
  )

const shapesOf = (jobs: readonly ExpectedJob[], caller = ''): readonly unknown[] =>
  jobs.flatMap(job => {
    const id = `${caller}${job.id}`
    const needs = [...new Set(job.needs)].map(need => `${caller}${need}`)
    return [[id, job.type === 'job' ? 'runs' : 'calls', needs], ...shapesOf(job.jobs ?? [], `${id}/`)]
  })

/** A `#` right behind another token, a text that goes on too far left: the YAML reader of today refuses both. */
const REFUSED = ['yaml-schema-sequence.yml', 'yaml-schema-str-flow-styles.yml']

const isMalformed = ({ reason }: Gap): boolean => reason === 'malformed'

describeRecorded("GitHub's own cases", () => {
  // Not those that the parser for editors is known to read otherwise, nor those whose expected result carries the place
  // of each token instead of its text.
  const cases = () =>
    readdirSync(root)
      .filter(name => !REFUSED.includes(name))
      .map(readCase)
      .filter(
        ({ expected, skip }) => !skip.includes('TypeScript') && typeof (expected.jobs?.[0]?.id ?? '') === 'string',
      )

  test('valid files: the same jobs, needs and called jobs', async () => {
    const valid = cases().filter(({ expected }) => expected.errors === undefined && expected.jobs !== undefined)
    expect(valid.length).toBeGreaterThan(90)
    for (const item of valid) {
      const { value: facts } = await planOf(item)
      const got = facts?.jobs.map(({ id, kind, needs }) => [id, kind === 'runs' ? 'runs' : 'calls', needs])
      expect([item.name, got]).toEqual([item.name, shapesOf(item.expected.jobs ?? [])])
    }
  })

  test('the same steps, by written id and in the background', async () => {
    for (const item of cases().filter(({ expected }) => expected.errors === undefined)) {
      const { value: facts } = await planOf(item)
      for (const expected of item.expected.jobs ?? []) {
        if (expected.type !== 'job') continue
        const steps = facts?.jobs.find(({ id }) => id === expected.id)?.steps ?? []
        expect([item.name, steps.map(({ id, background }) => [id, background])]).toEqual([
          item.name,
          (expected.steps ?? []).map(({ id, background }) => [
            id.startsWith('__') ? undefined : id,
            background === true,
          ]),
        ])
      }
    }
  })

  test('files with errors: never thrown, and said where the parser for editors knows the rule', async () => {
    const silent: string[] = []
    // What a caller and its file must agree on (inputs, secrets, permissions) changes no plan and is not looked at.
    for (const item of cases().filter(({ expected, files }) => expected.errors !== undefined && files.size === 0)) {
      const { gaps } = await planOf(item)
      if (!gaps.some(isMalformed)) silent.push(item.name)
    }
    // Four that are errors under the limits that the case itself sets, and one syntax that only the server refuses.
    expect(silent).toEqual([
      'errors-matrix-max-depth.yml',
      'errors-max-depth.yml',
      'errors-max-file-size.yml',
      'errors-max-result-size.yml',
      'errors-step-uses-syntax.yml',
    ])
  })
})
