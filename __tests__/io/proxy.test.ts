import { checkBypass, getProxyUrl } from '@actions/http-client/lib/proxy'
import { describe, expect, test } from '@jest/globals'
import { findProxy, readProxySettings, withoutProxyName } from '../../src/io/http/proxy.ts'

const NAMES = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']

/** The toolkit reads the variables of its own process. */
const byToolkit = (environment: Readonly<Record<string, string>>, address: string): string | undefined => {
  const before = NAMES.map(name => [name, process.env[name]] as const)
  for (const name of NAMES) delete process.env[name]
  Object.assign(process.env, environment)
  try {
    const proxy = checkBypass(new URL(address)) ? undefined : getProxyUrl(new URL(address))
    return proxy === undefined ? undefined : `${proxy.protocol}//${proxy.hostname} ${proxy.username}:${proxy.password}`
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

const byOurs = (environment: Readonly<Record<string, string>>, address: string): string | undefined => {
  const proxy = findProxy(readProxySettings(environment), new URL(address))
  if (proxy === undefined) return undefined
  const user = Buffer.from((proxy.authorization ?? 'Basic Og==').slice(6), 'base64').toString()
  return `${proxy.isTls ? 'https:' : 'http:'}//${proxy.host} ${user}`
}

const ADDRESSES = [
  'http://api.github.com/x',
  'https://api.github.com/x',
  'https://api.github.com:8443/x',
  'https://github.com/',
  'https://notgithub.com/',
  'http://localhost/',
  'https://localhost.example/',
  'http://127.0.0.1:9/',
  'http://127.255.3.4/',
  'http://[::1]:80/',
  'http://[fe80::1]/',
  'http://10.0.0.7/',
]

describe('the same way as @actions/http-client', () => {
  test.each<Readonly<Record<string, string>>>([
    {},
    { http_proxy: 'http://p.test:3128' },
    { https_proxy: 'http://p.test:3128' },
    { HTTPS_PROXY: 'http://P.test' },
    { HTTP_PROXY: 'https://p.test:1', https_proxy: '' },
    { https_proxy: 'http://a.test', HTTPS_PROXY: 'http://b.test' },
    { https_proxy: '', HTTPS_PROXY: 'http://b.test' },
    { https_proxy: 'http://us%40er:p%3Ass@p.test:3128' },
    { https_proxy: 'https://p.test' },
    { https_proxy: 'http://' },
    { https_proxy: '10.0.0.1:3128' },
    ...[
      '*',
      'github.com',
      '.github.com',
      'GITHUB.com',
      'api.github.com:443',
      'api.github.com:8443',
      ' a.test , github.com ',
      ',,',
      '10.0.0.7',
      '10.0.0.0/8',
      '[fe80::1]',
      'hub.com',
      'com',
    ].map(no_proxy => ({ https_proxy: 'http://p.test', http_proxy: 'http://q.test', no_proxy })),
    { https_proxy: 'http://p.test', NO_PROXY: 'api.github.com' },
    { https_proxy: 'http://p.test', no_proxy: '', NO_PROXY: 'api.github.com' },
  ])('%j', environment => {
    for (const address of ADDRESSES)
      expect([address, byOurs(environment, address)]).toEqual([address, byToolkit(environment, address)])
  })
})

test.each([
  ['p.test:3128', 'p.test:3128'],
  ['http://p.test', 'p.test:80'],
  ['https://p.test', 'p.test:443'],
  ['http://u:secret@[::1]:8080', '[::1]:8080'],
])('the name of %s holds no credentials', (https, name) => {
  expect(findProxy({ http: '', https, none: '' }, new URL('https://github.com'))?.name).toBe(name)
})

test('a manifest does not name a proxy', () => {
  expect(withoutProxyName('x: the proxy p.corp:3128 refused: HTTP 407')).toBe('x: a proxy refused: HTTP 407')
  expect(withoutProxyName('HTTP 503 from a.test through the proxy [::1]:1')).toBe(
    'HTTP 503 from a.test through a proxy',
  )
})
