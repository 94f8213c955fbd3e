import { expect, test } from '@jest/globals'
import type { Fact, Source } from '../../src/schema/values/fact.ts'
import {
  best,
  firstKnown,
  identitySources,
  imageSources,
  labelSources,
} from '../../src/schema/values/source-ranking.ts'

const fact = (source: Source, value = source as string, confidence?: Fact<string>['confidence']): Fact<string> => ({
  value,
  source,
  ...(confidence === undefined ? {} : { confidence }),
})

test.each<[string, readonly Source[], readonly (Fact<string> | undefined)[], string | undefined]>([
  ['runner before log before REST', identitySources, [fact('api'), fact('log'), fact('runner')], 'runner'],
  ['log where the runner is silent', identitySources, [undefined, fact('api'), fact('log')], 'log'],
  ['labels: REST before the file', labelSources, [fact('workflow-file'), fact('api')], 'api'],
  ['a claim loses to the log', imageSources, [fact('runner', 'ImageOS', 'low'), fact('log')], 'log'],
  ['a claim is better than nothing', imageSources, [fact('runner', 'ImageOS', 'low'), undefined], 'ImageOS'],
  ['the earlier of equals', identitySources, [fact('runner', 'first'), fact('runner', 'second')], 'first'],
  ['a source without a rank comes last', labelSources, [fact('user'), fact('workflow-file')], 'workflow-file'],
  ['nothing told', identitySources, [undefined, undefined], undefined],
])('%s', (_, ranking, facts, expected) => {
  expect(best(ranking, facts)?.value).toBe(expected)
})

test('of lists the first with an entry, never a mixture', () => {
  expect(firstKnown(['log', 'steps'], { steps: [2], log: [1] })).toEqual([1])
  expect(firstKnown(['log', 'steps'], { steps: [2], log: [] })).toEqual([2])
  expect(firstKnown(['log'], { steps: [2] })).toEqual([])
})
