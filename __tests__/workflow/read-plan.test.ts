import { describe, expect, test } from '@jest/globals'
import { matchesName } from '../../src/schema/observed/name-pattern.ts'
import { type Files, jobsOf, namesOf, PATH, planOf } from './plan-of.ts'

/** A file with these jobs, each with a runner and a step where it has neither. */
const file = (jobs: string, more = ''): string => `on: push\n${more}jobs:\n${jobs.replace(/^\n|\s+$/g, '')}\n`
const RUN = 'runs-on: ubuntu-24.04, steps: [{ run: make }]'

test('jobs in file order, with what each needs', async () => {
  const { value: facts, gaps } = await planOf(
    `name: CI\nconcurrency: ci\n${file(`
  deploy: { needs: [test, build, test], ${RUN} }
  build: { ${RUN} }
  test: { needs: build, concurrency: { group: x }, ${RUN} }`)}`,
  )
  expect(gaps).toEqual([])
  expect(facts).toMatchObject({ name: 'CI', hasConcurrency: true })
  expect(facts?.jobs.map(({ id, needs, hasConcurrency }) => [id, needs, hasConcurrency])).toEqual([
    ['deploy', ['test', 'build'], false],
    ['build', [], false],
    ['test', ['build'], true],
  ])
  expect(facts?.jobs[1]).toEqual({
    id: 'build',
    key: 'build',
    caller: undefined,
    needs: [],
    kind: 'runs',
    instances: [{ name: ['build'], scope: [], matrix: {} }],
    anyName: ['build'],
    anyScope: [],
    environment: undefined,
    hasConcurrency: false,
    condition: {
      text: 'success()',
      tree: { kind: 'call', text: 'success()', name: 'success', args: [] },
      isImplicit: true,
    },
    labels: ['ubuntu-24.04'],
    reads: [],
    steps: [{ run: 'make', background: false }],
  })
})

test('the needs that expressions of a job read', async () => {
  const { value: plan } = await planOf(
    file(`
  needs-nothing: { ${RUN} }
  lint: { ${RUN} }
  test: { needs: [lint, needs-nothing], ${RUN} }
  deploy:
    needs: [lint, test]
    if: needs.lint.result == 'success'
    env:
      VERSION: \${{ format('{0}', needs['test'].outputs.version) }}
    runs-on: a
    steps: [{ run: make }]
  all: { needs: [lint, test], runs-on: a, steps: [{ run: "echo '\${{ toJSON(needs) }}'" }] }`),
  )
  expect(plan?.jobs.map(({ key, reads }) => [key, reads])).toEqual([
    ['needs-nothing', []],
    ['lint', []],
    ['test', []],
    ['deploy', ['lint', 'test']],
    ['all', ['*']],
  ])
})

describe('names and legs', () => {
  const github = { ref_name: 'main', event_name: 'push' }
  const cases: readonly (readonly [string, string, readonly unknown[] | undefined])[] = [
    ['the key', '', ['job']],
    ['a literal name', 'name: Build it,', ['Build it']],
    ['an expression that is known', "name: 'on ${{ github.ref_name }}',", ['on main']],
    [
      'text stays around what is unknown',
      "name: 'on ${{ vars.X }} of ${{ github.ref_name }}',",
      [['on ', null, ' of main']],
    ],
    ['an unknown property is not empty', "name: 'on ${{ github.head_ref || github.ref_name }}',", [['on ', null]]],
    ['nor is an unknown context', "name: '${{ needs.a.outputs.b || 1 }}',", [[null]]],
    ['a name that comes out empty', "name: \"${{ github.ref_name == 'x' && 'y' || '' }}\",", ['job']],
    [
      'legs',
      'strategy: { matrix: { os: [a, b], v: [1, 2.5] } },',
      ['job (a, 1)', 'job (a, 2.5)', 'job (b, 1)', 'job (b, 2.5)'],
    ],
    ['legs of a literal name', 'name: Test, strategy: { matrix: { v: [true] } },', ['Test (true)']],
    ['legs of a name', "name: 'v${{ matrix.v }}', strategy: { matrix: { v: [1, 2] } },", ['v1', 'v2']],
    [
      'place of a leg',
      "name: '${{ strategy.job-index }} of ${{ strategy.job-total }}', strategy: { matrix: { v: [1, 2] } },",
      ['0 of 2', '1 of 2'],
    ],
    [
      'other properties of the strategy',
      "name: '${{ strategy.max-parallel }}', strategy: { max-parallel: 1 },",
      [[null]],
    ],
    ['an expression in the matrix', "strategy: { matrix: { v: ['${{ github.ref_name }}'] } },", ['job (main)']],
    [
      'a matrix that is one expression',
      "strategy: { matrix: '${{ fromJSON(''{\"v\":[1,2]}'') }}' },",
      ['job (1)', 'job (2)'],
    ],
    ['a strategy that is one expression', "strategy: '${{ fromJSON(''{\"matrix\":{\"v\":[1]}}'') }}',", ['job (1)']],
    ['all excluded: one job without a leg', 'strategy: { matrix: { v: [1], exclude: [{ v: 1 }] } },', ['job']],
    ['a strategy without a matrix', 'strategy: { fail-fast: false },', ['job']],
    ['a matrix of an output', "strategy: { matrix: '${{ fromJSON(needs.a.outputs.m) }}' },", undefined],
    ['a dimension of an output', "strategy: { matrix: { v: '${{ fromJSON(needs.a.outputs.m) }}' } },", undefined],
    ['a leg that is unknown', "strategy: { matrix: { v: [1, '${{ vars.X }}'] } },", undefined],
    [
      'include of an output',
      "strategy: { matrix: { v: [1], include: '${{ fromJSON(needs.a.outputs.m) }}' } },",
      undefined,
    ],
    [
      'what GitHub would refuse',
      `strategy: { matrix: { v: [${Array.from({ length: 257 }, (_, at) => at).join()}] } },`,
      undefined,
    ],
  ]
  test.each(cases)('%s', async (_, written, names) => {
    const job = (await jobsOf(file(`  job: { ${written} ${RUN} }`), {}, { github })).get('job')
    expect(namesOf(job)).toEqual(names)
    for (const { name } of job?.instances ?? [])
      for (const text of [name.map(piece => piece ?? 'x').join('')])
        expect(matchesName(job?.anyName ?? [], text)).toBe(true)
  })

  test('values of a leg: scalars, as a manifest carries them', async () => {
    const jobs = await jobsOf(
      file(
        `  job: { strategy: { matrix: { os: [{ name: a, arch: x }], v: [1, null], include: [{ v: 1, more: true }] } }, ${RUN} }`,
      ),
    )
    expect(jobs.get('job')?.instances).toEqual([
      { name: ['job (a, x, 1)'], scope: [], matrix: { v: 1, more: true } },
      { name: ['job (a, x)'], scope: [], matrix: { v: null } },
    ])
  })

  test('the name of a skipped job matches: not evaluated, not expanded, cut', async () => {
    const jobs = await jobsOf(
      file(`
  a: { name: 'Test \${{ matrix.v }}', strategy: { matrix: { v: [1] } }, ${RUN} }
  b: { name: Test, strategy: { matrix: { v: [1] } }, ${RUN} }
  c: { name: '\${{ github.ref_name }}', ${RUN} }
  d: { name: '${'d'.repeat(120)}', ${RUN} }`),
      {},
      { github },
    )
    const matches = (id: string, name: string): boolean => matchesName(jobs.get(id)?.anyName ?? [], name)
    expect(matches('a', 'Test ${{ matrix.v }}')).toBe(true)
    expect(matches('b', 'Test')).toBe(true)
    expect(matches('c', '${{ github.ref_name }}')).toBe(true)
    expect(matches('d', `${'d'.repeat(97)}...`)).toBe(true)
    expect(namesOf(jobs.get('d'))).toEqual([`${'d'.repeat(97)}...`])
    expect(matches('a', 'Tes')).toBe(false)
  })
})

describe('called files', () => {
  const called = (inputs: string, jobs: string): string =>
    `on: { workflow_call: { inputs: { ${inputs} } } }\njobs:\n${jobs}\n`
  const use = (path: string, more = ''): string => `{ uses: ${path}, ${more} }`

  test('their jobs follow the caller, in each of its legs, with the inputs of that leg', async () => {
    const jobs = await jobsOf(
      file(`
  pack: { ${RUN} }
  test: { name: 'on \${{ matrix.os }}', needs: pack, strategy: { matrix: { os: [a, b] } }, uses: ./.github/workflows/t.yml, with: { os: '\${{ matrix.os }}', token: '\${{ vars.X }}' } }
  end: { needs: test, ${RUN} }`),
      {
        '.github/workflows/t.yml': called(
          'os: { type: string }, n: { type: number, default: 2 }, flag: { type: boolean }, token: { type: string }',
          `  one: { name: 'x-\${{ inputs.os }}-\${{ inputs.token }}', ${RUN} }
  two: { needs: one, strategy: { matrix: { v: [1, 2] } }, ${RUN} }`,
        ),
      },
    )
    expect([...jobs.keys()]).toEqual(['pack', 'test', 'test/one', 'test/two', 'end'])
    expect(jobs.get('test')).toMatchObject({ kind: 'calls', needs: ['pack'], steps: [], labels: undefined })
    expect(jobs.get('test/two')).toMatchObject({ key: 'two', caller: 'test', needs: ['test/one'], kind: 'runs' })
    expect(namesOf(jobs.get('test'))).toEqual(['on a', 'on b'])
    expect(namesOf(jobs.get('test/one'))).toEqual([
      ['on a / x-a-', null],
      ['on b / x-b-', null],
    ])
    expect(namesOf(jobs.get('test/two'))).toEqual([
      'on a / two (1)',
      'on a / two (2)',
      'on b / two (1)',
      'on b / two (2)',
    ])
    expect(jobs.get('test/two')?.instances?.[2]).toEqual({
      name: ['on b / two (1)'],
      scope: ['on b'],
      matrix: { v: 1 },
    })
    expect(jobs.get('test/two')).toMatchObject({
      anyName: ['on ', null, ' / two', null],
      anyScope: ['on ', null],
    })
  })

  test('the inputs a leg gives, by declared type; unknown ones stay open', async () => {
    const jobs = await jobsOf(
      file(`  test: { uses: ./.github/workflows/t.yml, with: { OS: x, token: '\${{ vars.X }}' } }`),
      {
        '.github/workflows/t.yml': called(
          'os: { type: string }, n: { type: number, default: 2 }, flag: { type: boolean }, token: { type: string }',
          `  one: { name: '\${{ inputs.os }}-\${{ inputs.n }}-\${{ inputs.flag }}-\${{ inputs.token }}', ${RUN} }`,
        ),
      },
    )
    expect(namesOf(jobs.get('test/one'))).toEqual([['test / x-2-false-', null]])
  })

  test('a matrix of the caller that only the run knew leaves the legs inside open', async () => {
    const jobs = await jobsOf(
      file(
        `  test: { strategy: { matrix: '\${{ fromJSON(vars.M) }}' }, uses: ./.github/workflows/t.yml, with: { os: '\${{ matrix.os }}', v: '1' } }`,
      ),
      {
        '.github/workflows/t.yml': called(
          'os: { type: string }, v: { type: string }',
          `  one: { name: 'one', environment: 'e\${{ inputs.v }}', ${RUN} }\n  two: { environment: '\${{ inputs.os }}', ${RUN} }`,
        ),
      },
    )
    expect(jobs.get('test/one')).toMatchObject({
      instances: undefined,
      anyName: ['test', null, ' / one'],
      anyScope: ['test', null],
      environment: { name: 'e1' },
    })
    expect(jobs.get('test/two')?.environment).toEqual({ name: null, deployment: true })
  })

  test('`./` inside a file of another repository is that repository at its commit', async () => {
    const jobs = await jobsOf(file(`  a: ${use('other/lib/.github/workflows/x.yml@v1')}`), {
      'other/lib/.github/workflows/x.yml@v1': called('', `  b: ${use('./.github/workflows/y.yml')}`),
      'other/lib/.github/workflows/y.yml@v1': called('', `  c: { ${RUN} }`),
      '.github/workflows/y.yml': called('', `  wrong: { ${RUN} }`),
    })
    expect([...jobs.keys()]).toEqual(['a', 'a/b', 'a/b/c'])
  })

  test('a file that cannot be read is a gap, and what needs it keeps its edge', async () => {
    const { value: facts, gaps } = await planOf(
      file(`
  a: ${use('./.github/workflows/none.yml')}
  b: ${use('other/lib/x.yml@v1')}
  c: { needs: [a, b], ${RUN} }`),
    )
    expect(facts?.jobs.map(({ id, kind, needs }) => [id, kind, needs])).toEqual([
      ['a', 'unread-call', []],
      ['b', 'unread-call', []],
      ['c', 'runs', ['a', 'b']],
    ])
    expect(gaps).toEqual([
      { field: 'workflow.calls.a', source: 'workflow-file', reason: 'not-found' },
      { field: 'workflow.calls.b', source: 'workflow-file', reason: 'malformed' },
    ])
  })

  test('a circle ends where it closes', async () => {
    const files: Files = {
      '.github/workflows/x.yml': called('', `  y: ${use('./.github/workflows/y.yml')}`),
      '.github/workflows/y.yml': called('', `  x: ${use('./.github/workflows/x.yml')}\n  self: ${use(`./${PATH}`)}`),
    }
    const { value: facts, gaps } = await planOf(file(`  a: ${use('./.github/workflows/x.yml')}`), files)
    expect(facts?.jobs.map(({ id, kind }) => [id, kind])).toEqual([
      ['a', 'calls'],
      ['a/y', 'calls'],
      ['a/y/x', 'unread-call'],
      ['a/y/self', 'unread-call'],
    ])
    expect(gaps.map(({ field, reason }) => [field, reason])).toEqual([
      ['workflow.calls.a/y/x', 'not-applicable'],
      ['workflow.calls.a/y/self', 'not-applicable'],
    ])
  })

  test('ten files in each other are the most', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [
        `.github/workflows/${at}.yml`,
        called('', `  j: ${use(`./.github/workflows/${at + 1}.yml`)}`),
      ]),
    )
    const { value: facts, gaps } = await planOf(file(`  j: ${use('./.github/workflows/0.yml')}`), files)
    expect(facts?.jobs.map(({ kind }) => kind)).toEqual([...Array.from({ length: 9 }, () => 'calls'), 'unread-call'])
    expect(gaps).toHaveLength(1)
  })
})

test('environments: a text, a mapping, an expression, none', async () => {
  const environment = (written: string): string => `{ environment: ${written}, ${RUN} }`
  const jobs = await jobsOf(
    file(`
  a: ${environment('production')}
  b: ${environment('{ name: gate, url: "https://x.test", deployment: false }')}
  c: ${environment("'${{ github.ref_name }}'")}
  d: ${environment("{ name: '${{ needs.a.outputs.e }}' }")}
  e: ${environment("''")}
  f: { strategy: { matrix: { e: [one, two] } }, environment: '\${{ matrix.e }}', ${RUN} }
  g: { strategy: { matrix: { e: [one, one] } }, environment: '\${{ matrix.e }}', ${RUN} }
  h: ${environment("\"${{ github.ref_name == 'x' && 'prod' || '' }}\"")}`),
    {},
    { github: { ref_name: 'main' } },
  )
  expect(Object.fromEntries([...jobs].map(([id, job]) => [id, job.environment]))).toEqual({
    a: { name: 'production', deployment: true },
    b: { name: 'gate', deployment: false },
    c: { name: 'main', deployment: true },
    d: { name: null, deployment: true },
    e: undefined,
    f: { name: null, deployment: true },
    g: { name: 'one', deployment: true },
    h: undefined,
  })
})

test('labels without an expression', async () => {
  const runsOn = (written: string): string => `{ runs-on: ${written}, steps: [{ run: x }] }`
  const jobs = await jobsOf(
    file(`
  a: ${runsOn('big')}
  b: ${runsOn('[self-hosted, linux]')}
  c: ${runsOn('{ group: g, labels: [x, y] }')}
  d: ${runsOn('{ group: g, labels: x }')}
  e: ${runsOn('{ group: g }')}
  f: ${runsOn("'${{ vars.X }}'")}
  g: ${runsOn("[self-hosted, '${{ vars.X }}']")}`),
  )
  expect(Object.fromEntries([...jobs].map(([id, { labels }]) => [id, labels]))).toEqual({
    a: ['big'],
    b: ['self-hosted', 'linux'],
    c: ['x', 'y'],
    d: ['x'],
    e: undefined,
    f: undefined,
    g: undefined,
  })
})

test('steps as written; those of a parallel group run in the background', async () => {
  const jobs = await jobsOf(
    file(`
  a:
    runs-on: x
    steps:
      - { id: get, name: 'Get \${{ github.ref }}', uses: actions/checkout@v5 }
      - run: ${'y'.repeat(5_000)}
      - { id: server, run: serve, background: true }
      - wait: [server]
      - parallel: [{ run: one }, { uses: ./two, name: Two }]
      - cancel: server`),
  )
  expect(jobs.get('a')?.steps).toEqual([
    { id: 'get', name: 'Get ${{ github.ref }}', uses: 'actions/checkout@v5', background: false },
    { run: 'y'.repeat(4_096), background: false },
    { id: 'server', run: 'serve', background: true },
    { name: 'Wait', background: false },
    { run: 'one', background: true },
    { uses: './two', name: 'Two', background: true },
    { name: 'Parallel group', background: false },
    { name: 'Cancel', background: false },
  ])
})

test('inputs of a dispatched run have their declared types; without any they are unknown', async () => {
  const content = `on: { workflow_dispatch: { inputs: { dry: { type: boolean }, n: { type: number } } } }
jobs: { a: { name: "\${{ inputs.dry && 'dry' || 'real' }} \${{ inputs.N }} \${{ inputs.more }}", ${RUN} } }`
  const of = async (inputs?: Readonly<Record<string, unknown>>): Promise<unknown> =>
    namesOf((await jobsOf(content, {}, { github: {}, inputs })).get('a'))
  expect(await of({ dry: 'false', n: '3' })).toEqual(['real 3 '])
  expect(await of({})).toEqual(['real  '])
  expect(await of()).toEqual([[null, ' ', null, ' ', null]])
})

test('a pair of concurrency that GitHub refuses is named, in the own file and in a called one', async () => {
  const pair = 'concurrency: { group: g, queue: max, cancel-in-progress: true }'
  const own = await planOf(`${pair}\n${file(`  a: { ${RUN} }`)}`)
  expect(own.value?.conflict).toBe(1)
  expect(own.gaps).toMatchObject([
    { field: 'workflow', reason: 'malformed', detail: expect.stringMatching(/^line 1: 'queue: max'/) },
  ])
  const called = await planOf(file('  a: { uses: ./.github/workflows/b.yml }'), {
    '.github/workflows/b.yml': `on: workflow_call\njobs:\n  b: { ${RUN}, ${pair} }\n`,
  })
  expect(called.value?.conflict).toBeUndefined()
  expect(called.gaps).toMatchObject([{ field: 'workflow.calls.a', detail: expect.stringMatching(/^line 3: /) }])
  const unknown = await planOf(
    `concurrency: { group: g, queue: max, cancel-in-progress: "\${{ vars.X }}" }\n${file(`  a: { ${RUN} }`)}`,
  )
  expect(unknown.gaps).toEqual([])
})

test('a file with errors still gives what can be read of it', async () => {
  const { value: facts, gaps } = await planOf(
    file(`
  a: { runs-on: x, unheard-of: true, steps: [{ run: x }] }
  b: 5
  c: { needs: [a, nobody], runs-on: x, name: '\${{ nothing.here }}', steps: [{ run: x }, {}] }
  d: { needs: a }`),
  )
  expect(facts?.jobs.map(({ id, needs, steps }) => [id, needs, steps.length])).toEqual([
    ['a', [], 1],
    ['c', ['a'], 1],
    ['d', ['a'], 0],
  ])
  expect(facts?.jobs[1]?.instances?.[0]?.name).toEqual([null])
  expect(gaps).toMatchObject([{ field: 'workflow', reason: 'malformed', source: 'workflow-file' }])
})

test.each([
  ['', 'malformed'],
  ['on: [', 'malformed'],
  ['- a\n- b', 'malformed'],
  ['just text', 'malformed'],
  [`on: push\n${'#'.repeat(1_048_576)}`, 'too-large'],
])('no plan of %.10j: %s', async (content, reason) => {
  const { value: facts, gaps } = await planOf(content)
  expect(facts).toBeUndefined()
  expect(gaps).toEqual([{ field: 'workflow', source: 'workflow-file', reason }])
})
