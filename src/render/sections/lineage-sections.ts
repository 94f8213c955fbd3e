import { plural } from '../../core/quantity.ts'
import type { ArtifactLineage, DeployedArtifacts, LineageFlag } from '../../schema/run/run-evidence.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { code, table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'
import { deployedImages, pushedImages } from './image-rows.ts'

/** Renders which artifact or image, made by which job from which commit, reached which environment. */
export const deployedSection = ({ lineage }: RunManifest): Section => {
  const rows = (lineage?.deployed ?? []).flatMap(one => {
    const things = [
      ...one.artifacts.map(artifactCells),
      ...(lineage === undefined ? [] : deployedImages(lineage, one.deploymentId)),
    ]
    const nothing = [one.observed ? 'no artifact' : 'not observed', '–', '–', '–']
    return (things.length === 0 ? [nothing] : things).map(cells => [...target(one), ...cells])
  })
  const head = ['Environment', 'Deployed by', 'Artifact or image', 'Digest', 'Produced by', 'Commit']
  return { title: 'What reached which environment', blocks: rows.length === 0 ? [] : table(head, rows) }
}

/** Renders the artifacts that have a consumer or a finding, and the images that a job pushed. */
export const lineageSection = ({ lineage }: RunManifest): Section => {
  const artifacts = (lineage?.artifacts ?? [])
    .filter(one => one.consumers.length > 0 || one.flags.some(flag => flag !== 'producer-unknown'))
    .map(one => [text(one.name, 120), producer(one), consumers(one), marks(one)])
  const rows = [...artifacts, ...(lineage === undefined ? [] : pushedImages(lineage))]
  return {
    title: 'From producer to consumer',
    blocks: rows.length === 0 ? [] : table(['Artifact or image', 'Produced by', 'Consumed by', 'Marks'], rows),
  }
}

const artifactCells = (artifact: DeployedArtifacts['artifacts'][number]): readonly string[] => [
  `${text(artifact.name, 120)}${artifact.how === 'produced-in-job' ? ' (produced there)' : ''}`,
  artifact.digest === undefined ? '–' : code(artifact.digest),
  producer(artifact),
  artifact.commit === undefined ? '–' : code(artifact.commit.slice(0, 12)),
]

const target = ({ environment, job }: DeployedArtifacts): readonly string[] => [
  text(environment, 160),
  job === undefined ? '–' : text(job, 80),
]

const producer = ({ madeBy, runId }: Pick<ArtifactLineage, 'madeBy' | 'runId'>): string => {
  if (madeBy === undefined) return runId === undefined ? '–' : `run ${runId}`
  return `${text(madeBy.job ?? madeBy.jobId ?? '–', 80)}${madeBy.attempt === undefined ? '' : `, attempt ${madeBy.attempt}`}`
}

const consumers = ({ consumers }: ArtifactLineage): string =>
  consumers.length === 0
    ? '–'
    : consumers
        .slice(0, MAX_CONSUMERS)
        .map(({ job, digest }) => `${text(job, 80)} (${DIGESTS[digest]})`)
        .concat(consumers.length > MAX_CONSUMERS ? [`and ${consumers.length - MAX_CONSUMERS} more`] : [])
        .join(', ')

const marks = ({ flags, attestations, deletedBy }: ArtifactLineage): string => {
  const held = attestations === undefined || attestations === 0 ? [] : [plural(attestations, 'attestation')]
  const by = deletedBy === undefined ? '' : ` by ${text(deletedBy.job, 80)}`
  const all = [...flags.map(flag => (flag === 'deleted' ? `${FLAGS[flag]}${by}` : FLAGS[flag])), ...held]
  return all.length === 0 ? '–' : all.join('; ')
}

const MAX_CONSUMERS = 10

const DIGESTS: { readonly [K in ArtifactLineage['consumers'][number]['digest']]: string } = {
  same: 'same digest',
  differs: '⚠️ another digest',
  unknown: 'digest not known',
  other: 'digest not known',
}

const FLAGS: { readonly [K in LineageFlag]: string } = {
  overwritten: 'replaced by a later one',
  'made-in-several-attempts': 'made in several attempts',
  'other-run': 'of another run',
  'producer-unknown': 'nobody knows who produced it',
  'digest-differs': '⚠️ digests differ',
  deleted: 'deleted',
  other: 'other',
}
