import { describe, expect, test } from '@jest/globals'
import { type Command, readCommand } from '../../../lab/cli/inputs.ts'

describe('the command line of the lab', () => {
  const cases: readonly (readonly [string, Partial<Command> | { kind: string; input: object }])[] = [
    ['', { kind: 'help' }],
    ['run --help', { kind: 'help' }],
    ['run ci.yml', { kind: 'run', input: { file: 'ci.yml', fork: false, rerunFailed: false, offline: false } }],
    ['run ci.yml --then after.yml', { kind: 'run', input: { file: 'ci.yml', following: ['after.yml'] } }],
    ['run ci.yml --fork', { kind: 'run', input: { event: 'pull_request', fork: true } }],
    [
      'run --event push --out o ci.yml --rerun-failed',
      { kind: 'run', input: { event: 'push', out: 'o', rerunFailed: true } },
    ],
    ['serve --port 80', { kind: 'serve', input: { port: 80 } }],
    ['demo', { kind: 'demo', input: { out: '.pipeline-trace/demo' } }],
    ['demo --out x', { kind: 'demo', input: { out: 'x' } }],
  ]
  test.each(cases)('%s', (line, expected) => {
    expect(readCommand(line === '' ? [] : line.split(' '))).toMatchObject(expected)
  })

  const wrong: readonly (readonly [string, string])[] = [
    ['jump', 'jump'],
    ['run', 'workflow file'],
    ['run a.yml b.yml', 'b.yml'],
    ['run a.yml --event release', '--event'],
    ['run a.yml --visibility secret', '--visibility'],
    ['run a.yml --event push --fork', '--fork'],
    ['run a.yml --colour', '--colour'],
    ['serve --port 70000', '--port'],
    ['demo extra', 'extra'],
  ]
  test.each(wrong)('wrong: %s', (line, named) => {
    const command = readCommand(line.split(' '))
    expect(command.kind === 'usage' ? command.messages.join('\n') : command.kind).toContain(named)
  })
})
