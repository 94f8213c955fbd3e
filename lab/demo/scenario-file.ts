import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { projectRoot } from '../scheduler/checkouts.ts'

/** What a scenario needs beside its two projects. */
const scenarioFile = z.strictObject({
  /** Number of runs, one after the other, on one lab. Before run N the files of `run-N/` are laid over the project. */
  runs: z.optional(z.int().check(z.gte(1), z.lte(50))),
  /** Run the failed jobs of the last run again. */
  rerunFailed: z.optional(z.boolean()),
  /** Machines for each hosted label. */
  hostedRunners: z.optional(z.int().check(z.gte(1), z.lte(100))),
  environments: z.optional(
    z.array(
      z.strictObject({
        name: z.string(),
        reviewers: z.optional(z.array(z.string())),
        waitTimerMinutes: z.optional(z.number()),
      }),
    ),
  ),
  /** Milliseconds until the reviewer approves; without it nobody does. */
  reviewAfterMs: z.optional(z.int().check(z.gte(0))),
})
export type ScenarioFile = z.output<typeof scenarioFile>

/** The two projects of a scenario: one that has the failure mode, and one that does the same and has it not. */
export const TWINS = ['wrong', 'healthy'] as const
export type Twin = (typeof TWINS)[number]

export type Scenario = ScenarioFile & {
  readonly name: string
  /** Folder with the project of the twin. */
  readonly project: string
}

const SCENARIOS = join(projectRoot(), 'lab', 'demo', 'scenarios')

/** Lists the names of the scenarios. */
export const listScenarios = async (): Promise<readonly string[]> =>
  (await readdir(SCENARIOS, { withFileTypes: true }).catch(() => []))
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()

/** Reads a scenario: its own file, then that of the twin, which takes precedence. Undefined where there is none. */
export const readScenario = async (name: string, twin: Twin): Promise<Scenario | undefined> => {
  if (!(await listScenarios()).includes(name)) return undefined
  const folder = join(SCENARIOS, name)
  const [common, own] = [await readFileIn(folder), await readFileIn(join(folder, twin))]
  return { ...common, ...own, name, project: join(folder, twin) }
}

const readFileIn = async (folder: string): Promise<ScenarioFile> => {
  const text = await readFile(join(folder, 'scenario.json'), 'utf8').catch(() => undefined)
  return text === undefined ? {} : z.parse(scenarioFile, JSON.parse(text))
}
