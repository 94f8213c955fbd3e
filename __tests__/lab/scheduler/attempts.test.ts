import { expect, test } from '@jest/globals'
import { aLab, inLab } from './lab-harness.ts'

const FLAKY = 'test "$GITHUB_RUN_ATTEMPT" -gt 1'
const WORKFLOW = `on: push
jobs:
  fine: { runs-on: ubuntu-latest, outputs: { o: '\${{ steps.s.outputs.o }}' }, steps: [{ id: s, run: 'echo o=\${{ github.run_attempt }} >> $GITHUB_OUTPUT' }] }
  legs:
    runs-on: ubuntu-latest
    strategy: { fail-fast: false, matrix: { v: [1, 2] } }
    steps: [{ run: 'test \${{ matrix.v }} = 1 || ${FLAKY}' }]
  call: { uses: ./.github/workflows/called.yml }
  after: { needs: [fine, legs, call], runs-on: ubuntu-latest, steps: [{ run: 'test "\${{ needs.fine.outputs.o }}" = 1' }] }
  beside: { needs: fine, if: needs.fine.outputs.o == 2, runs-on: ubuntu-latest, steps: [{ run: 'true' }] }
`
const CALLED = `on: workflow_call
jobs:
  first: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] }
  flaky: { runs-on: ubuntu-latest, steps: [{ run: '${FLAKY}' }] }
`

test('re-run of failed jobs: what failed and what needs it runs, the rest is carried over with its id and times', async () => {
  const lab = await aLab(WORKFLOW, { '.github/workflows/called.yml': CALLED })
  try {
    const first = await lab.run()
    expect(lab.ended(first)).toEqual([
      'after skipped',
      'beside skipped',
      'call / first success',
      'call / flaky failure',
      'fine success',
      'legs (1) success',
      'legs (2) failure',
    ])
    const second = await lab.scheduler.rerunFailed(first.run.id)
    if (second === undefined) throw new Error('nothing was run again')
    expect(second.conclusion).toBe('success')
    expect(lab.ended(second)).toEqual([
      'after success',
      'beside skipped',
      'call / first success',
      'call / flaky success',
      'fine success',
      'legs (1) success',
      'legs (2) success',
    ])
    const [before, after] = [lab.jobs(first), lab.jobs(second)]
    const carried = [...after.keys()].filter(name => after.get(name)?.id === before.get(name)?.id).toSorted()
    expect(carried).toEqual(['beside', 'call / first', 'fine', 'legs (1)'])
    const startedAt = first.run.attempts[1]?.startedAt.getTime() ?? Number.NaN
    for (const [name, job] of after) {
      const isCarried = carried.includes(name)
      expect(job.attempt).toBe(isCarried ? 1 : 2)
      expect((job.startedAt?.getTime() ?? Number.NaN) < startedAt).toBe(isCarried)
    }
    expect(await lab.scheduler.rerunFailed(first.run.id)).toBeUndefined()
    expect(first.run.attempts[0]).toMatchObject({ conclusion: 'failure' })
  } finally {
    await lab.dispose()
  }
})

test('re-run through REST', async () => {
  const workflow = `on: push\njobs:\n  a: { runs-on: ubuntu-latest, steps: [{ run: '${FLAKY}' }] }\n`
  await inLab(workflow, async (lab, { run }) => {
    const { services } = lab.lab
    const tokens = services.issueTokens({
      jobId: 1,
      runId: run.id,
      attempt: 1,
      permissions: { actions: 'write' },
      backendRunId: 'r',
      backendJobId: 'j',
      cacheScopes: [],
      oidcClaims: {},
    })
    const response = await fetch(`${services.apiUrl}/repos/octo/pipeline/actions/runs/${run.id}/rerun-failed-jobs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.githubToken}` },
    })
    expect(response.status).toBe(201)
    while (run.attempts.at(-1)?.status !== 'completed') await new Promise(resolve => setTimeout(resolve, 10))
    expect(run.attempts.map(one => one.conclusion)).toEqual(['failure', 'success'])
  })
})
