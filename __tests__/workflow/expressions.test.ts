import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { evaluateCondition, evaluateExpression, evaluateValue, interpolate } from '../../src/workflow/expressions.ts'

const recorded = process.env['PIPELINE_TRACE_RECORDED'] ?? join(import.meta.dirname, '../../../shared/recorded')
const conformance = join(recorded, 'workflows-conformance/expressions')

type Case = {
  readonly expr: string
  readonly result?: { readonly kind: string; readonly value: unknown }
  readonly contexts?: Record<string, unknown>
  readonly err?: unknown
  /** Cases that GitHub itself does not hold this engine to. */
  readonly options?: { readonly skip?: readonly string[] }
}

const present = existsSync(conformance)
;(present ? describe : describe.skip)(
  `GitHub's own expression cases${present ? '' : ' (no recorded data here)'}`,
  () => {
    const files = present ? readdirSync(conformance).filter(name => name.endsWith('.json')) : ['none']
    test.each(files)('%s', name => {
      const groups = JSON.parse(readFileSync(join(conformance, name), 'utf8')) as Record<string, Case[]>
      for (const item of Object.values(groups).flat()) {
        if (item.options?.skip?.includes('typescript')) continue
        if (item.err !== undefined) {
          expect(() => evaluateExpression(item.expr, item.contexts ?? {})).toThrow()
        } else if (item.result !== undefined) {
          const value = evaluateExpression(item.expr, item.contexts ?? {})
          const expected = item.result.value
          const number = item.result.kind === 'Number' && typeof expected === 'string'
          expect({ expr: item.expr, value }).toEqual({ expr: item.expr, value: number ? Number(expected) : expected })
        }
      }
    })
  },
)

describe('interpolate', () => {
  const contexts = { github: { ref: 'refs/heads/main', run_id: 42 }, matrix: null, env: { A: "it's }}" } }
  test.each([
    ['plain', 'plain'],
    ['', ''],
    ['${{ github.ref }}', 'refs/heads/main'],
    ['a ${{ github.run_id }} b ${{ true }} c ${{ matrix.x }}', 'a 42 b true c '],
    ["${{ format('{0}}}', 1) }}", '1}'],
    ['x${{ github }}', 'xObject'],
    ['${{ env.A }}', "it's }}"],
  ])('%s', (text, expected) => {
    expect(interpolate(text, contexts)).toBe(expected)
  })

  test('a lone object, an unknown context, an unknown function and an open expression are refused', () => {
    expect(() => interpolate('${{ github }}', contexts)).toThrow('A mapping was not expected')
    expect(() => interpolate('${{ steps.a }}', contexts)).toThrow('steps')
    expect(() => interpolate("${{ hashFiles('a') }}", contexts)).toThrow('hashFiles')
    expect(() => interpolate('${{ success() }}', contexts)).toThrow('success')
    expect(() => interpolate('${{ github.ref', contexts)).toThrow('not closed')
  })

  test('hashFiles gets its patterns', () => {
    expect(interpolate("${{ hashFiles('a', 'b') }}", contexts, { hashFiles: patterns => patterns.join('+') })).toBe(
      'a+b',
    )
  })
})

test('evaluateValue keeps the type of a lone expression', () => {
  expect(evaluateValue('${{ fromJSON(\'{"a":[1,true,null]}\') }}', {})).toEqual({ a: [1, true, null] })
  expect(evaluateValue('n ${{ 1 }}', {})).toBe('n 1')
  expect(evaluateValue('text', {})).toBe('text')
})

describe('evaluateCondition', () => {
  const contexts = { github: { ref: 'refs/heads/main' }, matrix: { os: 'a' } }
  test.each([
    [undefined, 'success', true],
    [undefined, 'failure', false],
    ['', 'cancelled', false],
    ['always()', 'cancelled', true],
    ['failure()', 'failure', true],
    ['failure()', 'success', false],
    ['!cancelled()', 'failure', true],
    ["github.ref == 'refs/heads/main'", 'success', true],
    ["github.ref == 'refs/heads/main'", 'failure', false],
    ["${{ github.ref == 'x' }}", 'success', false],
    ["${{ Failure() && github.ref == 'refs/heads/main' }}", 'failure', true],
    ["'success()' == 'x' || true", 'failure', false],
    ["${{ matrix.os }} == 'b'", 'success', true],
    ['(github.ref || always())', 'failure', true],
    ['0', 'success', false],
  ] as const)('%s when %s is %s', (condition, status, expected) => {
    expect(evaluateCondition(condition, contexts, { status })).toBe(expected)
  })
})
