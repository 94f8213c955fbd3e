import { join } from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { checkRunWrites, type LabOutcome, ROOT, requestsTo, runLab, runNode } from './lab-run.ts'

const gated = (name: string): Promise<LabOutcome> =>
  runLab(['run', join(import.meta.dirname, 'gated', '.github', 'workflows', `${name}.yml`), '--offline'])

let strict: LabOutcome
let met: LabOutcome
beforeAll(async () => {
  ;[strict, met] = await Promise.all([gated('strict'), gated('met')])
}, 600_000)

const policyOf = ({ runs, out, stderr }: LabOutcome) => {
  const [run] = runs
  if (run === undefined) throw new Error(`no run folder in ${out}: ${stderr}`)
  return run.manifest.policy
}

describe('a run that violates its policy', () => {
  it('is green itself, and its check run is red', async () => {
    expect(strict.stderr).not.toContain('violation of')
    expect(strict.code).toBe(0)
    const [write, ...more] = await checkRunWrites(strict)
    expect(more).toEqual([])
    expect(write?.body.conclusion).toBe('failure')
    expect(write?.body.output?.title).toContain('policy violated')
    expect(policyOf(strict)?.rules).toContainEqual(
      expect.objectContaining({ rule: 'required-jobs', result: 'violated', subject: 'scan' }),
    )
  })

  it('shuts the job that asks for the verdict', () => {
    expect(strict.stderr).toMatch(/after: skipped/)
    expect(met.stderr).toMatch(/after: success/)
  })
})

describe('a run that meets its policy', () => {
  it('is green, with every rule met: artifact to environment, signer, signature, pins, evidence sources', async () => {
    expect(met.code).toBe(0)
    expect(policyOf(met)?.rules.filter(({ result }) => result !== 'met')).toEqual([])
    expect(policyOf(met)?.verdict).toBe('met')
    const [write] = await checkRunWrites(met)
    expect(write?.body.conclusion).toBe('success')
  })

  it('has the file read once, from the repository and not from a checkout', () => {
    expect(requestsTo(met, 'met-policy.yml').map(({ method, path }) => [method, path.includes('ref=')])).toEqual([
      ['GET', false],
    ])
  })

  it('leaves a run folder that verifies, the claimed workflow of the report included', async () => {
    const [{ folder, manifest } = { folder: '', manifest: undefined }] = met.runs
    const repo = `${manifest?.run.serverUrl?.value}/${manifest?.run.repository.value}`
    const root = join(met.out, 'lab-trusted-root.json')
    const program = join(ROOT, 'dist', 'cli', 'index.js')
    const verified = await runNode([
      program,
      'verify',
      folder,
      '--trusted-root',
      root,
      '--repo',
      repo,
      '--format',
      'json',
    ])
    expect(verified.code).toBe(0)
    const [main] = JSON.parse(verified.stdout).sections
    expect(main.checks).toContainEqual(expect.objectContaining({ id: 'claim-job-workflow', result: 'pass' }))
  })
})
