import { plural } from '../../core/quantity.ts'
import type { BuildCacheUse, ImagePush } from '../../schema/job/build-facts.ts'
import type { ContainerImage } from '../../schema/job/job-manifest.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { code, table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'
import { listJobFacts, lowConfidence, renderName } from './log-facts-section.ts'
import { all } from './replay-words.ts'

/**
 * Renders what build tools printed about their own caches. These caches are not GitHub's, and no other source confirms
 * the output.
 */
export const buildCacheSection = (manifest: RunManifest): Section => {
  const rows = listJobFacts(manifest).flatMap(facts =>
    (facts.facts.buildCaches ?? []).map(one => [
      renderName(facts),
      TOOLS[one.tool],
      `${answered(one)}${lowConfidence(one)}`,
      by(one),
    ]),
  )
  return { title: 'Build caches', blocks: rows.length === 0 ? [] : table(['Job', 'Tool', 'Cache', 'Step'], rows) }
}

const TOOLS: { readonly [K in BuildCacheUse['tool']]: string } = {
  buildkit: 'BuildKit',
  gradle: 'Gradle',
  ccache: 'ccache',
  sccache: 'sccache',
  bazel: 'Bazel',
  other: 'other',
}

/** Returns the cache's result and size, in the tool's own terms. */
const answered = (one: BuildCacheUse): string => {
  switch (one.tool) {
    case 'buildkit':
      return `${plural(one.cachedLayers ?? 0, 'cached layer')}${imported(one)}`
    case 'gradle':
      return `${count(one.fromCache)} of ${count(one.tasks)} tasks from cache, ${count(one.upToDate)} up to date, ${count(one.executed)} executed`
    case 'ccache':
    case 'sccache':
      return `${count(one.hits)} of ${count(one.calls)} compilations hit${share(one.hits, one.calls)}`
    case 'bazel':
      return `${count(one.remoteHits)} remote and ${count(one.diskHits)} disk hits of ${count(one.processes)} processes`
    case 'other':
      return '–'
  }
}

const imported = ({ imports = [] }: BuildCacheUse): string => {
  const from = all(imports, reference => code(reference, 160))
  return from === undefined ? '' : `; cache imported from ${from}`
}

const count = (value: number | undefined): string => (value === undefined ? '–' : String(value))

const share = (part: number | undefined, whole: number | undefined): string =>
  part === undefined || whole === undefined || whole === 0 ? '' : ` (${Math.floor((100 * part) / whole)} %)`

/** Renders the images that jobs ran in, pulled and pushed, by digest. */
export const imageSection = (manifest: RunManifest): Section => {
  const rows = listJobFacts(manifest).flatMap(facts => [
    ...facts.facts.containers.map(one => [
      renderName(facts),
      ROLES[one.role](one),
      code(one.image, 160),
      digest(one),
      '–',
    ]),
    ...(facts.facts.pulls ?? []).map(one => [
      renderName(facts),
      `pulled${lowConfidence(one)}`,
      named(one),
      digest(one),
      by(one),
    ]),
    ...(facts.facts.pushes ?? []).map(one => [
      renderName(facts),
      `pushed${lowConfidence(one)}`,
      named(one),
      digest(one),
      by(one),
    ]),
  ])
  return { title: 'Images', blocks: rows.length === 0 ? [] : table(['Job', 'What', 'Image', 'Digest', 'Step'], rows) }
}

const ROLES: { readonly [K in ContainerImage['role']]: (one: ContainerImage) => string } = {
  job: () => 'job container',
  service: ({ name }) => `service${name === undefined ? '' : ` ${text(name, 80)}`}`,
  action: () => 'container action',
  other: () => 'container',
}

const named = ({ image }: Pick<ImagePush, 'image'>): string => (image === undefined ? '–' : code(image, 160))

const digest = ({ digest: value }: { readonly digest?: string | undefined }): string =>
  value === undefined ? 'not known' : code(value)

const by = ({ step, action }: Pick<ImagePush, 'step' | 'action'>): string => {
  const place = step ?? action
  return place === undefined ? '–' : text(place, 120)
}
