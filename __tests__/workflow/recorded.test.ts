import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { matchesName } from '../../src/schema/observed/name-pattern.ts'
import type { WorkflowPlan } from '../../src/schema/observed/workflow-plan.ts'
import type { Gap, Reading } from '../../src/schema/values/fact.ts'
import { readWorkflowPlan } from '../../src/workflow/plan/read-plan.ts'
import { namesOf, SHA } from './plan-of.ts'
import { recordedFolder } from './recorded-root.ts'

const { root, describeRecorded } = recordedFolder('workflows')

const textOf = (project: string, file: string): string => readFileSync(join(root, project, file), 'utf8')

const planOf = (project: string, file: string): Promise<Reading<WorkflowPlan | undefined>> => {
  const repository = project.replace('__', '/')
  const files = readdirSync(join(root, project))
  return readWorkflowPlan(
    { repository, path: `.github/workflows/${file}`, ref: SHA, content: textOf(project, file) },
    async called => {
      const name = called.path.split('/').at(-1) ?? ''
      return called.repository === repository && files.includes(name)
        ? { kind: 'text', content: textOf(project, name) }
        : { kind: 'unread', reason: 'not-found' }
    },
    { github: { event_name: 'push', repository, ref: 'refs/heads/main', ref_name: 'main' }, inputs: {} },
  )
}

const readPlan = async (project: string, file: string): Promise<WorkflowPlan> => {
  const { value: facts } = await planOf(project, file)
  if (facts === undefined) throw new Error(`no plan of ${project}/${file}`)
  return facts
}

/** Plan id, needs, number of legs (`?` where only the run knew). */
const shapeOf = ({ jobs }: WorkflowPlan): readonly string[] =>
  jobs.map(({ id, needs, instances }) => `${id} < ${needs.join(' ')} x${instances?.length ?? '?'}`)

const unread = ({ field, reason }: Gap): boolean => field.startsWith('workflow.calls.') && reason === 'not-found'

describeRecorded('recorded workflow files', () => {
  const files = () =>
    readdirSync(root).flatMap(project => readdirSync(join(root, project)).map(file => [project, file] as const))

  test('each gives a plan whose parts fit together', async () => {
    expect(files()).toHaveLength(42)
    for (const [project, file] of files()) {
      const { value: facts, gaps } = await planOf(project, file)
      // Valid files all of them: what is missing is called files that were not recorded.
      expect([project, file, gaps.filter(found => !unread(found))]).toEqual([project, file, []])
      const jobs = facts?.jobs ?? []
      const ids = jobs.map(({ id }) => id)
      expect(jobs.length).toBeGreaterThan(0)
      expect(new Set(ids).size).toBe(ids.length)
      expect(jobs.filter(({ kind }) => kind === 'unread-call')).toHaveLength(gaps.length)
      for (const job of jobs) {
        expect(ids).toEqual(expect.arrayContaining([...job.needs, ...(job.caller === undefined ? [] : [job.caller])]))
        expect(job.kind === 'runs').toBe(job.steps.length > 0)
        expect(job.id).toBe(job.caller === undefined ? job.key : `${job.caller}/${job.key}`)
        for (const { name, scope } of job.instances ?? []) {
          expect(matchesName(job.anyName, name.map(piece => piece ?? '?').join(''))).toBe(true)
          expect(matchesName(job.anyScope, scope.map(piece => piece ?? '?').join(''))).toBe(true)
        }
      }
    }
  })

  test('vite: legs of a product, and legs that include adds since they change a dimension', async () => {
    const plan = await readPlan('vitejs__vite', 'ci.yml')
    expect(plan).toMatchObject({ name: 'CI', hasConcurrency: true })
    expect(shapeOf(plan)).toEqual([
      'changed <  x1',
      'test < changed x6',
      'test-passed < test x1',
      'test-failed < test x1',
      'lint <  x1',
    ])
    expect(namesOf(plan.jobs[1])).toEqual([
      'Build&Test: node-20, ubuntu-latest',
      'Build&Test: node-22, ubuntu-latest',
      'Build&Test: node-24, ubuntu-latest',
      'Build&Test: node-26, ubuntu-latest',
      'Build&Test: node-24, macos-latest',
      'Build&Test: node-24.15.0, windows-latest',
    ])
  })

  test('moby: dynamic matrices inside a called file, inside a static matrix', async () => {
    const plan = await readPlan('moby__moby', 'test.yml')
    expect(shapeOf(plan)).toEqual([
      'validate-dco <  x1',
      'build-dev < validate-dco x6',
      'test < build-dev validate-dco x3',
      'test/docker-py <  x3',
      'test/integration-flaky <  x3',
      'test/integration-prepare <  x3',
      'test/integration < test/integration-prepare x?',
      'test/integration-report < test/integration x3',
      'test/integration-cli-prepare <  x3',
      'test/integration-cli < test/integration-cli-prepare x?',
      'test/integration-cli-report < test/integration-cli x3',
      'test-unit < build-dev validate-dco x2',
      'validate-prepare < validate-dco x1',
      'validate < validate-prepare build-dev x?',
      'validate-api-swagger < validate-dco x1',
      'smoke-prepare < validate-dco x1',
      'smoke < smoke-prepare x?',
    ])
    // An empty value of a leg does not show.
    expect(namesOf(plan.jobs[1])?.slice(0, 2)).toEqual(['build-dev (amd64)', 'build-dev (amd64, systemd)'])
    expect(plan.jobs.find(({ id }) => id === 'test/integration')?.anyName).toEqual([
      'test (',
      null,
      ', ',
      null,
      ') / integration',
      null,
    ])
  })

  test('argo-cd: legs of mappings, needs in the order written', async () => {
    const plan = await readPlan('argoproj__argo-cd', 'ci-build.yaml')
    expect(shapeOf(plan)).toEqual([
      'changes <  x1',
      'check-go < changes x1',
      'build-go < changes x1',
      'lint-go < changes x1',
      'test-go < build-go changes x1',
      'test-go-race < build-go changes x1',
      'codegen < changes x1',
      'check-agentic-workflows < changes x1',
      'build-ui < changes x1',
      'shellcheck <  x1',
      'analyze < test-go build-ui changes test-e2e x1',
      'test-e2e < build-go changes x4',
      'test-e2e-composite-result < test-e2e changes x1',
    ])
    expect(namesOf(plan.jobs[11])?.[0]).toBe('Run end-to-end tests (v1.36.0, true)')
  })

  test('electron: three files deep, a matrix out of inputs', async () => {
    const { jobs } = await readPlan('electron__electron', 'build.yml')
    const legs = (id: string) => namesOf(jobs.find(job => job.id === id))
    expect(legs('macos-x64/test/test')).toEqual([
      'macos-x64 / test / test (darwin, 1)',
      'macos-x64 / test / test (darwin, 2)',
      'macos-x64 / test / test (darwin, 3)',
      'macos-x64 / test / test (mas, 1)',
      'macos-x64 / test / test (mas, 2)',
      'macos-x64 / test / test (mas, 3)',
    ])
    expect(legs('linux-x64-asan/test/test')).toHaveLength(3)
    expect(legs('windows-arm64/test/test')).toHaveLength(2)
    expect(jobs.find(({ id }) => id === 'gha-done')?.needs).toHaveLength(14)
  })

  test('undici: names by condition, through inputs of a called file', async () => {
    const { jobs } = await readPlan('nodejs__undici', 'ci.yml')
    const names = namesOf(jobs.find(({ id }) => id === 'test/test'))
    expect(names).toHaveLength(12)
    expect(names?.[0]).toBe('Test with Node.js 22 on ubuntu-latest / Test with Node.js 22 on ubuntu-latest')
  })

  test('buildx: names cut to 100 characters', async () => {
    const { jobs } = await readPlan('docker__buildx', 'e2e.yml')
    const names = namesOf(jobs[1])?.map(String) ?? []
    expect(names).toHaveLength(32)
    expect(names[5]).toBe(
      'driver (docker-container, moby/buildkit:buildx-stable-1, bkcfg-false, mnode-false, linux/amd64,li...',
    )
    expect(Math.max(...names.map(name => name.length))).toBe(100)
  })

  test('home-assistant: an environment and a name of an output', async () => {
    const { jobs } = await readPlan('home-assistant__operating-system', 'build.yaml')
    const bump = jobs.find(({ id }) => id === 'bump_version')
    expect(bump).toMatchObject({ needs: ['build', 'prepare'], environment: { name: null, deployment: true } })
    expect(namesOf(bump)).toEqual([['Bump ', null, ' channel version']])
  })
})
