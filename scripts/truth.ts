import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod/mini'
import { decideFailureOfLog } from '../src/findings/failures/decide-failure.ts'
import { readLog } from '../src/log/read-log.ts'
import { ALL_READERS } from '../src/log/readers.ts'
import { toServiceUses } from '../src/log/service-uses.ts'
import { type Agreement, figuresOf, type Judged, judge, labelledLogs, percent } from './truth-corpus.ts'

/*
 * How often the reading of a log agrees with a person's, over a folder of labelled logs (docs/truth.md): npm run truth --
 * <folder> [--min-class <percent>] [--min-cause <percent>]. Exit code 1 below a minimum, 2 where the folder cannot be used.
 */

const readLabelled = async (folder: string): Promise<readonly Judged[]> => {
  const { logs } = z.parse(labelledLogs, JSON.parse(await readFile(join(folder, 'labels.json'), 'utf8')))
  const judged: Judged[] = []
  for (const label of logs) {
    // The same reading and decision as `pipeline-trace log`.
    const reading = await readLog([await readFile(join(folder, label.file))], ALL_READERS)
    const decided = decideFailureOfLog(reading)
    judged.push(
      judge(label, {
        failure: decided?.failure,
        quotes: (decided?.quotes ?? []).map(({ text }) => text),
        services: toServiceUses(reading),
      }),
    )
  }
  return judged
}

const line = (name: string, agreement: Agreement): string =>
  `${name.padEnd(16)} ${agreement.right} of ${agreement.of}, ${percent(agreement).toFixed(1)} %`

const print = (judged: readonly Judged[]): void => {
  for (const { file, expected, found, step, words, falseServices, ...one } of judged) {
    const faults = [
      ...(one.class ? [] : [`class ${found}, labelled ${expected}`]),
      ...(step === false ? ['another step'] : []),
      ...(words === false ? ['without the words of the label'] : []),
      ...falseServices.map(service => `${service} did not fail`),
    ]
    if (faults.length > 0) console.log(`${file}: ${faults.join('; ')}`)
  }
  const figures = figuresOf(judged)
  console.log(line('class', figures.class))
  console.log(line('cause', figures.cause))
  console.log(line('step', figures.step))
  console.log(line('words', figures.words))
  console.log(`false services   ${figures.falseServices}`)
}

const toPercent = (value: string | undefined): number => {
  if (value === undefined) return 0
  const number = Number(value)
  if (value.trim() === '' || !(number >= 0 && number <= 100)) throw new Error(`${value} is no percentage`)
  return number
}

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'min-class': { type: 'string' }, 'min-cause': { type: 'string' } },
  })
  const [folder] = positionals
  if (folder === undefined || positionals.length > 1) throw new Error('name one folder with labels.json')
  const [minClass, minCause] = [toPercent(values['min-class']), toPercent(values['min-cause'])]
  const judged = await readLabelled(folder)
  print(judged)
  const figures = figuresOf(judged)
  return percent(figures.class) < minClass || percent(figures.cause) < minCause ? 1 : 0
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(`truth: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 2
}
