import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { LIMITS } from '../../src/core/limits.ts'
import { sha256Hex } from '../../src/io/digest.ts'
import { deployManifest } from '../../src/schema/job/replay.ts'
import { readDeployManifests } from '../../src/workspace/deploy-manifests.ts'
import { readKustomization } from '../../src/workspace/kustomized-images.ts'
import { measureCpuSeconds } from '../cpu-seconds.ts'
import { propertyRuns } from '../property-runs.ts'
import { withFiles } from '../runner/files.ts'

const HEX = '0123456789abcdef'.repeat(4)
const A = `sha256:${HEX}`
const B = `sha256:${'b'.repeat(64)}`
/** Wide: the machine that tests run on may be busy. */
const TIMES = { digests: 20_000, kustomizations: 20_000 }

const read = async (path: string, content: string | Uint8Array) => {
  let learned: Awaited<ReturnType<typeof readDeployManifests>> | undefined
  await withFiles({ [path]: content }, async folder => {
    learned = await readDeployManifests(folder, [path], TIMES, texts => Promise.all(texts.map(readKustomization)))
  })
  const [file] = learned?.value ?? []
  expect(deployManifest.parse(file)).toEqual(file)
  return { file, gaps: learned?.gaps }
}
const images = async (path: string, content: string) =>
  (await read(path, content)).file?.images?.map(({ image, digest }) => `${image} ${digest.slice(7, 9)}`)

describe('images that a file names by digest', () => {
  test.each([
    ['a container of a pod', `      image: ghcr.io/octo/app@${A}`, ['ghcr.io/octo/app 01']],
    ['with a tag', `image: ghcr.io/octo/app:1.2.3@${A}\r`, ['ghcr.io/octo/app:1.2.3 01']],
    ['quoted', `- "octo/app@${A}"\n- 'octo/web@${B}'`, ['octo/app 01', 'octo/web bb']],
    ['a registry with a port', `image: localhost:5000/app:1@${A}`, ['localhost:5000/app:1 01']],
    ['the value of an argument', `args: [--image=octo/app@${A}, octo/web@${B}]`, ['octo/app 01', 'octo/web bb']],
    ['with its transport', `url: oci://ghcr.io/octo/chart@${A}`, ['ghcr.io/octo/chart 01']],
    ['twice', `a: octo/app@${A}\nb: octo/app@${A}`, ['octo/app 01']],
    ['in a comment', `# octo/old@${A}\nimage: octo/app@${B} # was octo/app@${A}`, ['octo/app bb']],
    ['by tag alone', 'image: octo/app:1', []],
    ['of a template', `image: {{ .Values.image }}@${A}\nimage: \${REGISTRY}/app@${B}`, []],
    ['with a digest that is too short', `image: octo/app@sha256:${HEX.slice(1)}`, []],
    ['with a digest that is too long', `image: octo/app@${A}0`, []],
    ['with a digest in capitals', `image: octo/app@sha256:${HEX.toUpperCase()}`, []],
    ['after a password', `url: https://me:secret@ghcr.io/octo/app@${A}`, []],
    ['that is no image but a page', `url: https://example.com/x@${A}`, []],
    ['with a folder above', `image: ../app@${A}`, []],
    ['without a name', `digest: "@${A}"`, []],
  ])('%s', async (_, content, expected) => {
    expect(await images('k8s/app.yaml', content)).toEqual(expected)
  })

  test('JSON in one line, where # starts no comment', async () => {
    const content = JSON.stringify({ note: 'see # 5', spec: [{ image: `octo/app@${A}` }, { image: `octo/web@${B}` }] })
    expect(await images('task.json', content)).toEqual(['octo/app 01', 'octo/web bb'])
  })

  test('across the intervals that a file is read in', async () => {
    const name = `octo/app@${A}`
    for (const shift of [1, 20, 60]) {
      const content = `${' '.repeat(1_048_576 - shift)}${name}\n${'é'.repeat(600_000)} octo/web@${B}`
      expect(await images('big.yml', content)).toEqual(['octo/app 01', 'octo/web bb'])
    }
  })
})

describe('a kustomization', () => {
  const entry = (...lines: readonly string[]) => `resources:\n- app.yaml\nimages:\n${lines.join('\n')}\nnamespace: x\n`

  test.each([
    ['name and digest', entry('- name: octo/app', `  digest: ${A}`), ['octo/app 01']],
    [
      'a new name',
      entry('  - name: app', `    digest: "${A}" # pinned`, "    newName: 'ghcr.io/octo/app'"),
      ['ghcr.io/octo/app 01'],
    ],
    ['a tag and a digest', entry('- name: app', '  newTag: "1.2"', `  digest: ${A}`), ['app:1.2 01']],
    [
      'several entries, one without a digest',
      entry('- name: a', '  newTag: v1', '', '- name: b', `  digest: ${A}`, `- digest: ${B}`, '  name: c'),
      ['b 01', 'c bb'],
    ],
    ['flow form', entry(`- {name: app, digest: ${A}}`), ['app 01']],
    [
      'flow form of the list',
      `images: [{name: app, digest: ${A}}, {name: web, digest: "${B}"}]\n`,
      ['app 01', 'web bb'],
    ],
    [
      'an anchor and its alias',
      entry('- name: &app octo/app', `  digest: ${A}`, '- name: *app', `  digest: ${B}`),
      ['octo/app 01', 'octo/app bb'],
    ],
    ['a value over several lines', entry('- name: >-', '    octo/app', '  digest:', `    ${A}`), ['octo/app 01']],
    ['a tag that looks like a number', entry('- name: app', '  newTag: 1.20', `  digest: ${A}`), ['app:1.20 01']],
    ['a field that is not known', entry('- name: app', `  digest: ${A}`, '  other: x'), []],
    ['a field at another depth', entry('- name: app', '  x:', `    digest: ${A}`), []],
    ['a template', entry('- name: ${APP}', `  digest: ${A}`), []],
    ['another list', `images2:\n- name: app\n  digest: ${A}\n`, []],
    ['a list that is not at the top', `spec:\n  images:\n  - name: app\n    digest: ${A}\n`, []],
  ])('%s', async (_, content, expected) => {
    expect(await images('overlays/production/kustomization.yaml', content)).toEqual(expected)
  })

  test.each<[string, string]>([
    ['no YAML', `images: [\n- name: app\n  digest: ${A}\n`],
    ['deeper than a reader should follow', `images: ${'['.repeat(2_000)} ${A}`],
    [
      'a text that aliases multiply',
      `images:\n- digest: ${A}\na: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
        .split('')
        .map((name, index) => `${name}: &${name} [${`*${'abcdefg'[index] ?? ''},`.repeat(10)}]\n`)
        .join('')}`,
    ],
  ])('%s: the list is missing, and a gap says so', async (_, content) => {
    const { file, gaps } = await read('kustomization.yaml', content)
    expect(file?.images).toEqual([])
    expect(gaps).toEqual([{ field: 'replay.deployManifests.0.images', source: 'runner', reason: 'malformed' }])
  })

  test('one that is too long keeps what is written as name and digest', async () => {
    const content = `${entry('- name: octo/app', `  digest: ${A}`)}# octo/old\npatch: octo/web@${B}\n${'#'.repeat(LIMITS.kustomization)}`
    const { file, gaps } = await read('kustomization.yml', content)
    expect(file?.images).toEqual([{ image: 'octo/web', digest: B }])
    expect(gaps).toEqual([{ field: 'replay.deployManifests.0.images', source: 'runner', reason: 'too-large' }])
  })

  test('a reader that does not end in time costs the list alone', async () => {
    await withFiles({ Kustomization: entry('- name: octo/app', `  digest: ${A}`) }, async folder => {
      const learned = await readDeployManifests(
        folder,
        ['Kustomization'],
        { ...TIMES, kustomizations: 50 },
        (_, signal) =>
          new Promise((__, reject) => {
            signal.addEventListener('abort', () => reject(new Error('ended')))
          }),
      )
      expect(learned.value[0]?.digest).toMatch(/^sha256:/)
      expect(learned.gaps).toEqual([{ field: 'replay.deployManifests.0.images', source: 'runner', reason: 'deadline' }])
    })
  })

  test('only in a file that kustomize reads', async () => {
    const content = entry('- name: octo/app', `  digest: ${A}`)
    expect(await images('Kustomization', content)).toEqual(['octo/app 01'])
    expect(await images('values.yaml', content)).toEqual([])
  })
})

describe('what is not looked through is named', () => {
  test('more images than are kept', async () => {
    const lines = Array.from({ length: 150 }, (_, index) => `image: octo/app-${index}@${A}\n`)
    const { file, gaps } = await read('many.yaml', lines.join(''))
    expect(file?.images).toHaveLength(LIMITS.deployManifestImages)
    expect(file?.images?.[99]?.image).toBe('octo/app-99')
    expect(gaps).toEqual([{ field: 'replay.deployManifests.0.images', source: 'runner', reason: 'too-large' }])
  })

  test('a larger file has its digest alone', async () => {
    const content = `image: octo/app@${A}\n${'x'.repeat(LIMITS.deployManifestText)}`
    const { file, gaps } = await read('large.yaml', content)
    expect(file).toEqual({
      path: 'large.yaml',
      digest: `sha256:${sha256Hex(content)}`,
      sizeBytes: content.length,
      source: 'runner',
    })
    expect(gaps).toEqual([{ field: 'replay.deployManifests.0.images', source: 'runner', reason: 'too-large' }])
  })

  test('so has a file that is neither YAML nor JSON', async () => {
    const { file, gaps } = await read('deploy.hcl', `image = "octo/app@${A}"`)
    expect(file?.digest).toMatch(/^sha256:/)
    expect(file?.images).toBeUndefined()
    expect(gaps).toEqual([{ field: 'replay.deployManifests.0.images', source: 'runner', reason: 'not-applicable' }])
  })
})

test('whatever stands in the file: it fits the schema, and each image stands there word for word', async () => {
  const piece = fc.constantFrom(
    '@sha256:',
    HEX,
    'octo/app',
    ':1',
    '/',
    '\n',
    ' ',
    '#',
    '"',
    'images:\n',
    '- name: ',
    '\0',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 30 }), async pieces => {
      const content = pieces.join('')
      const { file } = await read('any.yaml', content)
      for (const { image, digest } of file?.images ?? []) expect(content).toContain(`${image}@${digest}`)
    }),
    { numRuns: propertyRuns(60) },
  )
})

test('time is linear in the length of one line', async () => {
  const hostile = `${'a/'.repeat(1_000_000)}${'@sha256:'.repeat(300_000)}${'#'.repeat(1_000_000)}`
  const seconds = await measureCpuSeconds(async () => expect(await images('hostile.yaml', hostile)).toEqual([]))
  // Minutes, where a character is looked at again and again.
  expect(seconds).toBeLessThan(20)
})
