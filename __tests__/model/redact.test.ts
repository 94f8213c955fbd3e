import { expect, test } from '@jest/globals'
import { redactSecrets } from '../../src/model/redact.ts'

const letters = 'aB3'.repeat(20)
const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJnaXRodWIifQ.c2lnbmF0dXJlc2ln'

// Put together here, so that no scanner takes this file for a leak.
test.each([
  `ghp_${letters.slice(0, 36)}`,
  `Deploy with gho_${letters.slice(0, 36)} now`,
  `key_ghs_${letters.slice(0, 36)}`,
  `ghs_123456_${jwt}`,
  `ghu_${letters.slice(0, 36)}`,
  `ghr_${letters.slice(0, 36)}`,
  `github_pat_${letters}`,
  `AKIA${'ABCDEFGH'.repeat(2)}`,
  `id=ASIA${'ABCDEFGH'.repeat(2)};`,
  `AIza${letters.slice(0, 35)}`,
  `xoxb-${'1234567890'}-abc`,
  `glpat-${letters.slice(0, 20)}`,
  `npm_${letters.slice(0, 36)}`,
  `sk-${letters.slice(0, 48)}`,
  `sk-proj-${letters.slice(0, 30)}`,
  `sk_live_${letters.slice(0, 24)}`,
  jwt,
  `a ${jwt} b`,
  '-----BEGIN PRIVATE KEY-----\nMIG',
  '-----BEGIN EC PRIVATE KEY-----',
  'https://mona:hunter2@example.com/x',
  'redis://:hunter2@example.com',
  'token=abcdef123456',
  'curl -H "password: hunter22"',
  'API_KEY=abcdef123456',
])('%s', text => {
  expect(redactSecrets(text)).toEqual({ value: 'redacted', redacted: 1 })
})

test.each([
  `sha256:${'ab'.repeat(32)}`,
  `sha512:${'0f'.repeat(64)}`,
  '27d5ce7f107fe9357f9df03efb73ab90386fccae',
  '12345678901234567890',
  `Linux-node-${'ab'.repeat(32)}`,
  `setup-python-Linux-x64-24.04-Ubuntu-python-3.12.1-pip-${'0123456789abcdef'.repeat(4)}`,
  '8c1d3f8e-2a39-4b3f-9c51-0d1f7c9a6e2b',
  `docker://alpine:3.20@sha256:${'ab'.repeat(32)}`,
  `oci://registry.example:5000/app:1.2@sha256:${'ab'.repeat(32)}`,
  'https://github.com/octo/app/actions/runs/1',
  'actions/create-github-app-token@v2',
  'sk-learn-integration-tests-linux-on-arm',
  'task-runner-sk-test',
  'laughs_at_everything_that_is_funny',
  'echo "token=$TOKEN"',
  'token=${{ secrets.TOKEN }}',
  'id-token: write',
  'Publish to npm_registry',
  'redacted',
  '',
])('%s is kept', text => {
  expect(redactSecrets(text)).toEqual({ value: text, redacted: 0 })
})

test('every string at any depth, names of members too, and nothing else', () => {
  const secret = `ghp_${letters.slice(0, 36)}`
  const given = { a: [1, null, true, { b: secret, c: 'kept' }], [secret]: secret, d: undefined }
  expect(redactSecrets<unknown>(given)).toEqual({
    value: { a: [1, null, true, { b: 'redacted', c: 'kept' }], redacted: 'redacted', d: undefined },
    redacted: 3,
  })
})
