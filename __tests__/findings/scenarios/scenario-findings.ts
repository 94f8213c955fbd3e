import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRunManifest } from '../../../src/schema/read-manifest.ts'
import type { Finding } from '../../../src/schema/run/finding.ts'
import { ROOT, runNode } from '../../e2e/lab-run.ts'

export type ScenarioRun = { readonly findings: readonly Finding[]; readonly printed: string }

/** Runs a twin of a scenario on the lab, as `npm run demo` does, and reads the findings of its last run manifest. */
export const runTwin = async (scenario: string, twin: 'wrong' | 'healthy'): Promise<ScenarioRun> => {
  const out = await mkdtemp(join(tmpdir(), `pipeline-trace-${scenario}-`))
  try {
    const chosen = twin === 'healthy' ? ['--healthy'] : []
    const main = join(ROOT, 'lib', 'lab', 'main.js')
    const { code, stdout, stderr } = await runNode([main, 'demo', '--scenario', scenario, ...chosen, '--out', out])
    if (code !== 0) throw new Error(`the scenario ended with ${code}: ${stdout.slice(-2_000)}${stderr.slice(-2_000)}`)
    const folder =
      (await readdir(out))
        .filter(name => /^run-\d+-\d+$/.test(name))
        .toSorted()
        .at(-1) ?? ''
    const manifest = readRunManifest(await readFile(join(out, folder, 'run-manifest.json'))).value
    return { findings: manifest.findings?.found ?? [], printed: stdout }
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}

/** Selects the findings of one rule. */
export const byRule = ({ findings }: ScenarioRun, rule: Finding['rule']): readonly Finding[] =>
  findings.filter(finding => finding.rule === rule)
