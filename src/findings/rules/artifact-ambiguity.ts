import { grouped } from '../../core/grouped.ts'
import type { Finding } from '../../schema/run/finding.ts'
import type { ArtifactLineage, DeployedArtifacts, ImageLineage } from '../../schema/run/run-evidence.ts'
import { findUnorderedChanges } from '../artifacts/unordered-changes.ts'
import { listNames, quoteName } from '../facts/finding-words.ts'
import type { FindingInput, FindingRule } from './finding-rule.ts'

/**
 * Fires where the name of an artifact or image does not say which bytes are meant:
 *
 * - bytes that a consumer got differ from those that the producer made;
 * - consumers or environments got two digests of one name in this run;
 * - an environment got an artifact that was replaced in the run, of another commit, or of another run;
 * - an artifact was deleted or replaced between its producer and a consumer (unordered-changes.ts);
 * - an environment got another digest of an image than the one that this run pushed under that name.
 *
 * Artifacts of one name from several attempts are ordinary, and so is a run that `workflow_run` begins and that deploys
 * what one other run made: both are silent.
 */
export const artifactAmbiguity: FindingRule = input => {
  const { lineage } = input.manifest
  if (lineage === undefined) return []
  return [
    ...lineage.artifacts.flatMap(artifact => differs(artifact)),
    ...[...grouped(lineage.artifacts, ({ name }) => name).values()].flatMap(same =>
      severalDigests(same, lineage.deployed),
    ),
    ...lineage.deployed.flatMap(one => unclearDeployment(one, lineage.artifacts, input)),
    ...findUnorderedChanges(input.manifest),
    ...otherImages(lineage.images ?? []),
  ]
}

const shorten = (digest: string): string => digest.slice(0, 19)

const RESPONSE_PASS =
  'Pass the artifact by id or digest from its producer to each consumer, and build once: one upload for each name in a run.'

const differs = ({ name, digest, flags, consumers, madeBy }: ArtifactLineage): readonly Finding[] => {
  const others = consumers.filter(one => one.digest === 'differs')
  if (!flags.includes('digest-differs')) return []
  return [
    {
      rule: 'artifact-ambiguity',
      severity: 'high',
      subject: { kind: 'artifact', name },
      summary:
        others.length === 0
          ? `Sources name different digests for artifact ${quoteName(name)}.`
          : `${listNames(others.map(({ job }) => job))} got other bytes of artifact ${quoteName(name)} than ${quoteName(madeBy?.job ?? 'its producer')} made${digest === undefined ? '' : ` (${shorten(digest)})`}.`,
      evidence: [
        ...(madeBy === undefined
          ? []
          : [
              {
                what: `made ${digest === undefined ? 'it' : shorten(digest)}`,
                source: madeBy.source,
                job: madeBy.job,
                jobId: madeBy.jobId,
              },
            ]),
        ...others.map(({ job, jobId, step, source }) => ({
          what: 'downloaded another digest',
          source,
          job,
          jobId,
          step,
        })),
      ],
      confidence: madeBy?.confidence ?? 'medium',
      reason: 'the digest of the producer and the digest that the service gave a consumer differ',
      response: 'Do not use what was deployed from it before the difference is explained; compare both files.',
      owner: 'author',
    },
  ]
}

type Use = { readonly who: string; readonly digest: string; readonly at: Finding['evidence'][number] }

/** Finds a name of which consumers, or environments, got two digests that this run made in one attempt. */
const severalDigests = (
  same: readonly ArtifactLineage[],
  deployed: readonly DeployedArtifacts[],
): readonly Finding[] => {
  const [first] = same
  const uses = same.filter(({ runId }) => runId === undefined).flatMap(one => listUses(one, deployed))
  const byDigest = grouped(uses, ({ digest }) => digest)
  const attempts = new Set(same.map(({ madeBy }) => madeBy?.attempt))
  if (first === undefined || byDigest.size < 2 || (attempts.size > 1 && !same.some(isReplaced))) return []
  const parts = [...byDigest].map(
    ([digest, users]) =>
      `${listNames(
        users.map(({ who }) => who),
        name => name,
      )} ${shorten(digest)}`,
  )
  return [
    {
      rule: 'artifact-ambiguity',
      severity: uses.some(({ at }) => at.what.includes('environment')) ? 'high' : 'medium',
      subject: { kind: 'artifact', name: first.name },
      summary: `One name, ${byDigest.size} digests: of artifact ${quoteName(first.name)}, ${parts.slice(0, 3).join('; ')}.`,
      evidence: [...byDigest.values()].flatMap(users => users.slice(0, 4)).map(({ at }) => at),
      confidence: 'high',
      reason:
        'each consumer’s own download names its digest; an archive has another digest too where only file times differ',
      response: RESPONSE_PASS,
      owner: 'author',
    },
  ]
}

const isReplaced = ({ flags }: ArtifactLineage): boolean => flags.includes('overwritten')

const listUses = (
  { id, digest, name, consumers }: ArtifactLineage,
  deployed: readonly DeployedArtifacts[],
): readonly Use[] => {
  if (digest === undefined) return []
  const environments = deployed.filter(({ artifacts }) =>
    artifacts.some(
      one => one.how === 'downloaded-in-job' && (id === undefined ? one.digest === digest : one.id === id),
    ),
  )
  const deploying = new Set(environments.map(({ jobId }) => jobId))
  return [
    ...environments.map(({ environment, job, jobId }) => ({
      who: `environment ${quoteName(environment)} got`,
      digest,
      at: { what: `deployed ${shorten(digest)} of ${name} to environment ${environment}`, job, jobId },
    })),
    ...consumers
      .filter(one => one.digest !== 'differs' && !deploying.has(one.jobId))
      .map(({ job, jobId, step, source }) => ({
        who: `${quoteName(job)} got`,
        digest,
        at: { what: `downloaded ${shorten(digest)} of ${name}`, source, job, jobId, step },
      })),
  ]
}

type Deployed = DeployedArtifacts['artifacts'][number]

/** Events whose runs deploy by their nature what another run made. */
const FOLLOWS: ReadonlySet<string> = new Set(['workflow_run'])

const unclearDeployment = (
  { environment, job, jobId, artifacts }: DeployedArtifacts,
  all: readonly ArtifactLineage[],
  { manifest: { run } }: FindingInput,
): readonly Finding[] => {
  const taken = artifacts.filter(({ how }) => how === 'downloaded-in-job')
  const runs = new Set(taken.flatMap(({ runId }) => runId ?? []))
  const isFollowing =
    FOLLOWS.has(run.event?.value ?? '') && runs.size === 1 && taken.every(({ runId }) => runId !== undefined)
  const commits = new Set([run.sha?.value, run.headSha?.value].filter(sha => sha !== undefined))
  return taken.flatMap((artifact): readonly Finding[] => {
    const flags =
      all.find(({ id, name }) => (artifact.id === undefined ? name === artifact.name : id === artifact.id))?.flags ?? []
    const why = isFollowing ? undefined : explain(artifact, flags, commits)
    return why === undefined ? [] : [describe(artifact, { environment, job, jobId }, why)]
  })
}

type Why = { readonly words: string; readonly severity: 'high' | 'medium'; readonly response: string }

const explain = (
  { runId, commit }: Deployed,
  flags: readonly string[],
  commits: ReadonlySet<string>,
): Why | undefined => {
  if (flags.includes('overwritten'))
    return { words: 'which another upload of the same name replaced', severity: 'high', response: RESPONSE_PASS }
  if (commit !== undefined && commits.size > 0 && !commits.has(commit))
    return {
      words: `which was made of commit ${commit.slice(0, 12)}, not of this run’s`,
      severity: 'high',
      response: RESPONSE_PASS,
    }
  if (runId !== undefined)
    return {
      words: `which run ${runId} made, not this one`,
      severity: 'medium',
      response: 'If that is meant, verify its attestation before the deployment; if not, download it without `run-id`.',
    }
  return undefined
}

const describe = (
  { name, digest, madeBy }: Deployed,
  { environment, job, jobId }: Pick<DeployedArtifacts, 'environment' | 'job' | 'jobId'>,
  { words, severity, response }: Why,
): Finding => ({
  rule: 'artifact-ambiguity',
  severity,
  subject: { kind: 'environment', name: environment, jobId },
  summary: `Environment ${quoteName(environment)} got artifact ${quoteName(name)}${digest === undefined ? '' : ` (${shorten(digest)})`}, ${words}.`,
  evidence: [
    { what: `downloaded ${name}${digest === undefined ? '' : ` ${digest}`}`, job, jobId },
    ...(madeBy === undefined
      ? []
      : [{ what: `made ${name}`, source: madeBy.source, job: madeBy.job, jobId: madeBy.jobId }]),
  ],
  confidence: digest === undefined ? 'medium' : 'high',
  reason: 'the deploying job’s own download names artifact, run and digest',
  response,
  owner: 'author',
})

/** Registry and repository of an image, without tag and digest. */
const nameImage = (image: string): string => (image.split('@', 1)[0] ?? '').replace(/:[\w][\w.-]{0,127}$/, '')

/**
 * Finds images that a deployed file names by another digest than this run pushed under that name. A digest of nothing
 * that this run pushed, under a name that it did not push, is the image of somebody else.
 */
const otherImages = (images: readonly ImageLineage[]): readonly Finding[] => {
  const pushed = grouped(
    images.filter(({ pushedBy, image }) => pushedBy !== undefined && image !== undefined),
    ({ image = '' }) => nameImage(image),
  )
  return images.flatMap(({ digest, image, pushedBy, deployed }): readonly Finding[] => {
    const named = deployed.filter(({ how }) => how === 'named-by-deploy-manifest')
    const own = image === undefined ? [] : (pushed.get(nameImage(image)) ?? [])
    const [made] = own
    const [first] = named
    if (pushedBy !== undefined || made === undefined || first === undefined) return []
    return [
      {
        rule: 'artifact-ambiguity',
        severity: 'high',
        subject: { kind: 'environment', name: first.environment },
        summary: `Environment ${quoteName(first.environment)} got ${shorten(digest)} of image ${quoteName(nameImage(image ?? ''))}, which this run did not push: it pushed ${shorten(made.digest)}.`,
        evidence: [
          ...named.map(({ job, source, environment }) => ({
            what: `deployed a file for ${environment} that names ${digest}`,
            source,
            job,
          })),
          ...own.map(one => ({
            what: `pushed ${one.digest}`,
            source: one.pushedBy?.source,
            job: one.pushedBy?.job,
            jobId: one.pushedBy?.jobId,
          })),
        ],
        confidence: 'medium',
        reason: 'file and push are known; an index that a tool made of pushed images would not be seen as a push',
        response:
          'Write the digest of this run’s push into the file that is deployed, or deploy what the file names in a run of its own.',
        owner: 'author',
      },
    ]
  })
}
