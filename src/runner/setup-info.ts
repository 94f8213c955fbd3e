import * as z from 'zod/mini'
import { LIMITS } from '../core/limits.ts'
import { parseJson, readRunnerFile } from '../io/runner-file.ts'
import { type Fact, gapFrom, type Reading } from '../schema/values/fact.ts'
import { text } from '../schema/values/scalar.ts'

export type SetupInfoFacts = {
  readonly imageName?: Fact<string>
  readonly imageVersion?: Fact<string>
}

const setupInfo = z.array(z.object({ group: z.string(), detail: z.string() }))
const label = text(200).check(z.minLength(1))

/**
 * Reads the image of the machine from `<root>/.setup_info`: a list of `{group, detail}` that the runner prints in Set
 * up job (actions/runner docs/adrs/0354-runner-machine-info.md). A self-hosted runner may have one; most have none.
 */
export const readSetupInfo = async (root: string): Promise<Reading<SetupInfoFacts>> => {
  const file = await readRunnerFile(`${root}/.setup_info`, LIMITS.setupInfo)
  if (file.kind === 'unread') return { value: {}, gaps: [gap('image', file.reason)] }
  const parsed = z.safeParse(setupInfo, parseJson(file.text))
  if (!parsed.success) return { value: {}, gaps: [gap('image', 'malformed')] }
  const found = parsed.data.map(findImage).find(image => image !== undefined)
  if (found === undefined) return { value: {}, gaps: [gap('image', 'not-provided')] }
  const name = z.safeParse(label, found.name)
  const version = z.safeParse(label, found.version)
  return {
    value: {
      imageName: name.success ? { value: name.data, source: 'runner' } : undefined,
      imageVersion: version.success ? { value: version.data, source: 'runner' } : undefined,
    },
    gaps: [
      ...(name.success ? [] : [gap('image.name', 'malformed')]),
      ...(version.success ? [] : [gap('image.version', 'malformed')]),
    ],
  }
}

/**
 * Virtual machines have the group `Runner Image` with `Image: …` and `Version: …` (actions/runner-images
 * images/ubuntu/scripts/build/configure-image-data.sh), ubuntu-slim has `VM Image` with `- Name: …` and `- Version: …`
 * (images/ubuntu-slim/scripts/build/configure-image-data-file.sh). Other groups have a `Version:` line too.
 */
const findImage = (entry: {
  readonly group: string
  readonly detail: string
}): { readonly name: string | undefined; readonly version: string | undefined } | undefined => {
  const lines = entry.detail.split(/\r?\n/)
  const after = (prefix: string): string | undefined =>
    lines
      .find(line => line.startsWith(prefix))
      ?.slice(prefix.length)
      .trim()
  if (entry.group === 'Runner Image') return { name: after('Image: '), version: after('Version: ') }
  if (entry.group === 'VM Image') return { name: after('- Name: '), version: after('- Version: ') }
  return undefined
}

const gap = gapFrom('runner')
