import { join, resolve } from 'node:path'
import { type Artifact, DefaultArtifactClient, type FindOptions } from '@actions/artifact'
import { debug, getInput, info, setOutput } from '@actions/core'
import { matchesPattern } from '../runner/find-files.ts'
import { runEntry } from './entry.ts'
import { isTrue } from './inputs.ts'

/**
 * Same lines and output as actions/download-artifact src/download-artifact.ts: within the own run by the results
 * service, with a token from any run of the repository by REST.
 */
const main = async (): Promise<void> => {
  const name = getInput('name')
  const ids = getInput('artifact-ids')
    .split(',')
    .map(id => id.trim())
    .filter(id => id !== '')
  if (name !== '' && ids.length > 0) throw new Error("Inputs 'name' and 'artifact-ids' cannot be used together.")
  const target = resolve(getInput('path') || process.cwd())
  const client = new DefaultArtifactClient()
  const from = whereFrom()
  const single = name !== '' || ids.length > 0
  const artifacts = single ? await findSome(client, from, name, ids) : await findMany(client, from)
  if (artifacts.length > 0) {
    info('Preparing to download the following artifacts:')
    for (const artifact of artifacts)
      info(`- ${artifact.name} (ID: ${artifact.id}, Size: ${artifact.size}, Expected Digest: ${artifact.digest})`)
  }
  const together = isTrue('merge-multiple') || (single && artifacts.length === 1)
  for (const artifact of artifacts) {
    const { digestMismatch } = await client.downloadArtifact(artifact.id, {
      ...from,
      path: together ? target : join(target, artifact.name),
      ...(artifact.digest === undefined ? {} : { expectedHash: artifact.digest }),
    })
    if (digestMismatch === true) throw new Error(`Digest of artifact ${artifact.name} does not match`)
  }
  info(`Total of ${artifacts.length} artifact(s) downloaded`)
  setOutput('download-path', target)
  info('Download artifact has finished successfully')
}

/** Empty within the own run. */
const whereFrom = (): FindOptions => {
  const token = getInput('github-token')
  if (token === '') return {}
  const repository = getInput('repository')
  const [repositoryOwner, repositoryName] = repository.split('/')
  if (!repositoryOwner || !repositoryName)
    throw new Error(`Invalid repository: '${repository}'. Must be in format owner/repo`)
  return { findBy: { token, workflowRunId: Number(getInput('run-id')), repositoryOwner, repositoryName } }
}

const findSome = async (
  client: DefaultArtifactClient,
  from: FindOptions,
  name: string,
  ids: readonly string[],
): Promise<Artifact[]> => {
  if (name !== '') {
    info('Downloading single artifact')
    const { artifact } = await client.getArtifact(name, from)
    debug(`Found named artifact '${name}' (ID: ${artifact.id}, Size: ${artifact.size})`)
    return [artifact]
  }
  info('Downloading artifacts by ID')
  const { artifacts } = await client.listArtifacts({ latest: true, ...from })
  const found = artifacts.filter(artifact => ids.includes(String(artifact.id)))
  if (found.length === 0) throw new Error('None of the provided artifact IDs were found')
  return found
}

const findMany = async (client: DefaultArtifactClient, from: FindOptions): Promise<Artifact[]> => {
  const { artifacts } = await client.listArtifacts({ latest: true, ...from })
  info(`Found ${artifacts.length} artifact(s)`)
  const pattern = getInput('pattern')
  if (pattern === '') {
    info('No input name, artifact-ids or pattern filtered specified, downloading all artifacts')
    if (!isTrue('merge-multiple')) info('An extra directory with the artifact name will be created for each download')
    return artifacts
  }
  info(`Filtering artifacts by pattern '${pattern}'`)
  return artifacts.filter(artifact => matchesPattern(pattern, artifact.name))
}

await runEntry(main)
