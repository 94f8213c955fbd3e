import { describe, expect, test } from '@jest/globals'
import { chooseSigning, type SigningRequest } from '../../src/signing/choose-signing.ts'

const base: SigningRequest = {
  where: 'report',
  signing: 'auto',
  key: '',
  idTokenAvailable: true,
  visibility: 'private',
  serverUrl: 'https://github.com',
  fulcioUrl: '',
  rekorUrl: '',
  tsaUrl: '',
  publicLog: false,
}
const own = { fulcioUrl: 'http://fulcio.local', rekorUrl: 'http://rekor.local', tsaUrl: 'http://tsa.local' }
const publicGood = { fulcioUrl: 'https://fulcio.sigstore.dev', rekorUrl: 'https://rekor.sigstore.dev' }
const github = { fulcioUrl: 'https://fulcio.githubapp.com', tsaUrl: 'https://timestamp.githubapp.com' }
const recorder = { where: 'recorder' } as const
const noToken = { idTokenAvailable: false }

type Case = [name: string, request: Partial<SigningRequest>, mode: string, reason: string, urls?: object]

describe('the mode', () => {
  test.each<Case>([
    ['recorder auto: nothing by default', recorder, 'none', 'not-requested-in-build-job'],
    [
      'recorder auto: not even for a public repository',
      { ...recorder, visibility: 'public' },
      'none',
      'not-requested-in-build-job',
    ],
    ['recorder auto: a given key', { ...recorder, key: 'PEM' }, 'key', 'automatic'],
    ['recorder auto: a key before a private Sigstore', { ...recorder, ...own, key: 'PEM' }, 'key', 'automatic'],
    ['recorder auto: a private Sigstore', { ...recorder, ...own }, 'keyless', 'automatic', own],
    [
      'recorder auto: a private Sigstore, no permission',
      { ...recorder, ...own, ...noToken },
      'none',
      'no-id-token-permission',
    ],
    ['recorder keyless', { ...recorder, signing: 'keyless', visibility: 'public' }, 'keyless', 'requested', publicGood],
    ['report auto: keyless', {}, 'keyless', 'automatic', github],
    ['report auto: keyless before a key', { key: 'PEM' }, 'keyless', 'automatic', github],
    ['report auto: a key without permission', { ...noToken, key: 'PEM' }, 'key', 'automatic'],
    ['report auto: neither', noToken, 'none', 'no-id-token-permission'],
    [
      'keyless asked, no permission: not the key instead',
      { ...noToken, signing: 'keyless', key: 'PEM' },
      'none',
      'no-id-token-permission',
    ],
    ['key asked, none given: not keyless instead', { signing: 'key' }, 'none', 'key-unusable'],
    ['key asked and given', { signing: 'key', key: 'PEM' }, 'key', 'requested'],
    ['none asked', { signing: 'none', key: 'PEM', ...own }, 'none', 'switched-off'],
  ])('%s', (_, request, mode, reason, urls = {}) => {
    expect(chooseSigning({ ...base, ...request })).toEqual({
      mode,
      state: { mode, reason },
      ...urls,
      ...(mode === 'key' ? { key: 'PEM' } : {}),
    })
  })
})

describe('the instance', () => {
  test.each<Case>([
    ['public repository', { visibility: 'public' }, 'keyless', 'requested', publicGood],
    ['private repository', {}, 'keyless', 'requested', github],
    ['internal counts as private', { visibility: 'internal' }, 'keyless', 'requested', github],
    ['unknown counts as private', { visibility: undefined }, 'keyless', 'requested', github],
    ['an unknown word counts as private', { visibility: 'other' }, 'keyless', 'requested', github],
    ['private with public-log', { publicLog: true }, 'keyless', 'requested', publicGood],
    [
      '*.ghe.com',
      { serverUrl: 'https://octo.ghe.com', visibility: 'public' },
      'keyless',
      'requested',
      {
        fulcioUrl: 'https://fulcio.octo.ghe.com',
        tsaUrl: 'https://timestamp.octo.ghe.com',
      },
    ],
    ['GHES', { serverUrl: 'https://git.example.org', visibility: 'public' }, 'none', 'no-private-sigstore'],
    [
      'a name that only looks like GitHub',
      { serverUrl: 'https://github.com.evil.org', visibility: 'public' },
      'none',
      'no-private-sigstore',
    ],
    ['explicit addresses', own, 'keyless', 'requested', own],
    ['explicit, no certificate authority', { tsaUrl: 'http://tsa.local' }, 'none', 'no-private-sigstore'],
    ['explicit, nothing that gives a time', { fulcioUrl: 'http://fulcio.local' }, 'none', 'no-private-sigstore'],
    [
      'explicit public log, private repository',
      { ...own, rekorUrl: 'https://rekor.sigstore.dev' },
      'none',
      'private-identity-not-for-public-log',
    ],
    [
      'the same with a root dot and capitals',
      { ...own, rekorUrl: 'https://REKOR.sigstore.dev./' },
      'none',
      'private-identity-not-for-public-log',
    ],
    [
      'explicit public authority, private repository',
      { ...own, fulcioUrl: 'https://fulcio.sigstore.dev' },
      'none',
      'private-identity-not-for-public-log',
    ],
    [
      'explicit public log with public-log',
      { ...own, rekorUrl: 'https://rekor.sigstore.dev', publicLog: true },
      'keyless',
      'requested',
      {
        ...own,
        rekorUrl: 'https://rekor.sigstore.dev',
      },
    ],
  ])('%s', (_, request, mode, reason, urls = {}) => {
    expect(chooseSigning({ ...base, signing: 'keyless', ...request })).toEqual({
      mode,
      state: { mode, reason },
      ...urls,
    })
  })

  test('no private identity gets a log of the public good, whatever else is asked', () => {
    const words = ['auto', 'keyless', 'key', 'none'] as const
    const visibilities = ['private', 'internal', 'other', undefined] as const
    const addresses = ['', 'https://rekor.sigstore.dev', 'https://log2025-1.rekor.sigstore.dev', 'http://rekor.local']
    const plans = words.flatMap(signing =>
      visibilities.flatMap(visibility =>
        addresses.flatMap(rekorUrl =>
          (['recorder', 'report'] as const).map(where =>
            chooseSigning({
              ...base,
              where,
              signing,
              visibility,
              rekorUrl,
              fulcioUrl: rekorUrl === '' ? '' : 'http://fulcio.local',
            }),
          ),
        ),
      ),
    )
    const logs = plans.flatMap(plan => (plan.mode === 'keyless' && plan.rekorUrl !== undefined ? [plan.rekorUrl] : []))
    expect([...new Set(logs)]).toEqual(['http://rekor.local'])
  })
})
