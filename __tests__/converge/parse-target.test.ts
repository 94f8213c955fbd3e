import { describe, expect, test } from '@jest/globals'
import { parseDuration } from '../../src/converge/parse-duration.ts'
import { parseTarget } from '../../src/converge/parse-target.ts'

describe('a target as a user names it', () => {
  test.each([
    ['argocd:shop', { kind: 'argocd', namespace: undefined, name: 'shop' }],
    ['argocd:team/shop', { kind: 'argocd', namespace: 'team', name: 'shop' }],
    ['deployment/prod/shop', { kind: 'deployment', namespace: 'prod', name: 'shop' }],
    ['helmrelease/prod/shop.v1', { kind: 'helmrelease', namespace: 'prod', name: 'shop.v1' }],
  ])('%s', (text, target) => {
    expect(parseTarget(text)).toEqual({ by: 'name', target })
  })

  test('a selector', () => {
    expect(parseTarget('deployment/prod?selector=app in (a,b),tier!=x')).toEqual({
      by: 'selector',
      kind: 'deployment',
      namespace: 'prod',
      selector: 'app in (a,b),tier!=x',
    })
  })

  test.each([
    '',
    'argocd:',
    'argocd:a/b/c',
    'pod/prod/x',
    'deployment/prod',
    'deployment/prod/../x',
    'deployment/a/b/c',
    'deployment/prod/x?selector=a',
    'deployment/Prod/x',
    'deployment/prod?selector=\n',
  ])('refused: %j', text => {
    expect(parseTarget(text)).toBeUndefined()
  })
})

test('a time', () => {
  expect(['90s', '2m', '1h', '0s', '2', '2d', '-1s', '999999h'].map(parseDuration)).toEqual([
    90_000,
    120_000,
    3_600_000,
    0,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
