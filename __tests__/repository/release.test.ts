import { expect, test } from '@jest/globals'
import { planRelease } from '../../scripts/release-plan.ts'

const changelog = (title: string, text = '### Fixed\n\n- One.') =>
  `# Changelog\n\n## ${title}\n\n${text}\n\n## [0.9.0] - 2026-01-02\n\n- Old.\n`

test('the notes are the section of the version and nothing of another', () => {
  expect(planRelease('1.2.3', changelog('[1.2.3] - 2026-11-30'))).toEqual({
    tag: 'v1.2.3',
    movingTag: 'v1',
    notes: '### Fixed\n\n- One.\n',
  })
})

test.each([
  ['0.9.0', 'v1'],
  ['1.0.0', 'v1'],
  ['2.1.0', 'v2'],
])('%s moves %s', (version, movingTag) => {
  expect(planRelease(version, changelog(`[${version}] - 2026-11-30`))).toMatchObject({ movingTag })
})

test.each([
  ['a section without a day', '1.2.3', changelog('[1.2.3] - unreleased')],
  ['no section', '1.2.4', changelog('[1.2.3] - 2026-11-30')],
  ['a section with nothing in it', '1.2.3', changelog('[1.2.3] - 2026-11-30', '')],
  ['a pre-release', '1.2.3-rc.1', changelog('[1.2.3-rc.1] - 2026-11-30')],
])('refuses %s', (_what, version, text) => {
  expect(() => planRelease(version, text)).toThrow()
})
