import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readChildEnvironment, toChildEnvironment, withoutOwnVariables } from '../../src/process/child-environment.ts'

const FILES = new Set(['/ca.pem'])
const isFile = (path: string): boolean => FILES.has(path)

test('what changes how Node or a library behaves is set aside, and comes back as a value', () => {
  const given = {
    PATH: '/bin',
    https_proxy: 'http://proxy:3128',
    NODE_EXTRA_CA_CERTS: '/ca.pem',
    NODE_OPTIONS: '--require ./x.js --use-openssl-ca --inspect-brk --dns-result-order=ipv4first',
    NODE_ENV: 'test',
    NODE_AUTH_TOKEN: 'secret',
    GITHUB_EVENT_PATH: '/dev/zero',
    UV_THREADPOOL_SIZE: '1',
    ACTIONS_ARTIFACT_UPLOAD_CONCURRENCY: 'x',
    AZURE_LOG_LEVEL: 'verbose',
  }
  const child = toChildEnvironment(given, isFile)
  expect(Object.fromEntries(Object.entries(child).filter(([name]) => !name.startsWith('PIPELINE_TRACE_')))).toEqual({
    PATH: '/bin',
    https_proxy: 'http://proxy:3128',
    NODE_EXTRA_CA_CERTS: '/ca.pem',
    NODE_OPTIONS: '--use-openssl-ca --dns-result-order=ipv4first',
  })
  expect(readChildEnvironment(child)).toEqual(given)
})

test('certificates that are no file are set aside: Node would read them to their end', () => {
  const child = toChildEnvironment({ NODE_EXTRA_CA_CERTS: '/dev/zero', SSL_CERT_FILE: '/pipe' }, isFile)
  expect(child).not.toHaveProperty('NODE_EXTRA_CA_CERTS')
  expect(child).not.toHaveProperty('SSL_CERT_FILE')
})

test('a step cannot set a variable of the runner by the name that things are set aside under', () => {
  const child = toChildEnvironment({ GITHUB_RUN_ID: '1', PIPELINE_TRACE_ASIDE_GITHUB_RUN_ID: '2' }, isFile)
  expect(readChildEnvironment(child)).toEqual({ GITHUB_RUN_ID: '1' })
})

test('a second try has what the runner and the machine give, and nothing that a step named', () => {
  expect(
    Object.keys(
      withoutOwnVariables({ PATH: '', HTTPS_PROXY: '', GITHUB_RUN_ID: '', INPUT_TOKEN: '', BIG: '', PATHS: '' }),
    ),
  ).toEqual(['PATH', 'HTTPS_PROXY', 'GITHUB_RUN_ID', 'INPUT_TOKEN'])
})

test('whatever the environment, what comes back is what there was', () => {
  const name = fc.oneof(fc.stringMatching(/^[A-Z_]{1,20}$/), fc.constantFrom('NODE_OPTIONS', 'NODE_X', 'UV_Y', 'DEBUG'))
  fc.assert(
    fc.property(fc.dictionary(name, fc.string()), environment => {
      expect(readChildEnvironment(toChildEnvironment(environment, isFile))).toEqual(environment)
    }),
  )
})
