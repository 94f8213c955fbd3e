import type { Activity } from '../schema/run/run-timeline.ts'

type Known = Exclude<Activity, 'other'>

/** Words that can stand before the word for the activity. */
const RUNS: ReadonlySet<string> = new Set(['run', 'execute', 'perform', 'do'])

/**
 * First words of a title that determine the activity. `undefined`: a first word that shows an activity without a name
 * here.
 */
const FIRST_WORDS: ReadonlyMap<string, Known | undefined> = new Map<string, Known | undefined>([
  ['checkout', 'checkout'],
  ['clone', 'checkout'],
  ['build', 'build'],
  ['compile', 'build'],
  ['lint', 'scan'],
  ['linting', 'scan'],
  ['typecheck', 'scan'],
  ['audit', 'scan'],
  ['scan', 'scan'],
  ['publish', 'publish'],
  ['deploy', 'publish'],
  ['release', 'publish'],
  ...[
    'upload',
    'archive',
    'save',
    'collect',
    'report',
    'post',
    'comment',
    'notify',
    'clean',
    'cleanup',
    'remove',
    'delete',
    'stop',
    'start',
    'wait',
    'set',
    'setup',
    'prepare',
    'configure',
    'create',
    'generate',
    'print',
    'show',
    'display',
    'debug',
    'summarize',
    'merge',
    'check',
    'process',
    'parse',
    'convert',
    'copy',
    'list',
    'get',
    'find',
    'determine',
  ].map(word => [word, undefined] as const),
])

const FETCHES: ReadonlySet<string> = new Set(['install', 'fetch', 'download', 'restore'])
const FETCHED: ReadonlySet<string> = new Set([
  'dependencies',
  'dependency',
  'deps',
  'packages',
  'package',
  'modules',
  'requirements',
  'toolchain',
])
const TESTS: ReadonlySet<string> = new Set(['test', 'tests', 'testing', 'e2e', 'unittest', 'unittests'])
/** Words after `test`, as in `test results` and `test environment`: such a step concerns tests and runs none. */
const OF_TESTS: ReadonlySet<string> = new Set([
  'result',
  'results',
  'report',
  'reports',
  'artifact',
  'artifacts',
  'dependencies',
  'environment',
  'env',
  'data',
  'image',
  'images',
  'fixtures',
  'matrix',
  'summary',
  'log',
  'logs',
  'coverage',
  'files',
  'file',
  'output',
  'container',
])

/**
 * Returns the activity of a step by the title that its author gave it. An author writes any text there, so the
 * confidence is low. Only English words are known; every other title gives `undefined`.
 */
export const activityOfTitle = (title: string): Known | undefined => {
  const all = title
    .slice(0, 200)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '')
  const words = RUNS.has(all[0] ?? '') ? all.slice(1) : all
  const [first = '', second] = words
  if (first === 'check' && second === 'out') return 'checkout'
  if (FETCHES.has(first)) return words.some(word => FETCHED.has(word)) ? 'dependency-fetch' : undefined
  const isOfTests = words.some(word => OF_TESTS.has(word))
  if (FIRST_WORDS.has(first)) return isOfTests && first !== 'build' ? undefined : FIRST_WORDS.get(first)
  return words.some((word, index) => TESTS.has(word) && !OF_TESTS.has(words[index + 1] ?? '')) ? 'test' : undefined
}
