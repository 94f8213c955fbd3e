import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DefaultArtifactClient } from '@actions/artifact'
import { debug, getInput, info, setFailed, setOutput, warning } from '@actions/core'
import { findFiles, searchPaths } from '../runner/find-files.ts'
import { runEntry } from './entry.ts'
import { isTrue, readLines } from './inputs.ts'

/** Same lines and outputs as actions/upload-artifact src/upload/upload-artifact.ts. */
const main = async (): Promise<void> => {
  const name = getInput('name')
  const patterns = readLines('path', true)
  const { files, root } = findUpload(patterns, isTrue('include-hidden-files'))
  if (files.length === 0) {
    nothingFound(patterns.join('\n'))
    return
  }
  info(`With the provided path, there will be ${files.length} file${files.length === 1 ? '' : 's'} uploaded`)
  debug(`Root artifact directory is ${root}`)
  const client = new DefaultArtifactClient()
  if (isTrue('overwrite')) await deleteOld(client, name)
  const retentionDays = Number.parseInt(getInput('retention-days'), 10)
  const compressionLevel = Number.parseInt(getInput('compression-level'), 10)
  const uploaded = await client.uploadArtifact(name, files, root, {
    ...(retentionDays > 0 ? { retentionDays } : {}),
    ...(Number.isNaN(compressionLevel) ? {} : { compressionLevel }),
    ...(getInput('archive') === 'false' ? { skipArchive: true } : {}),
  })
  info(
    `Artifact ${name} has been successfully uploaded! Final size is ${uploaded.size} bytes. Artifact ID is ${uploaded.id}`,
  )
  setOutput('artifact-id', uploaded.id)
  setOutput('artifact-digest', uploaded.digest)
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = process.env
  const url = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}/artifacts/${uploaded.id}`
  info(`Artifact download URL: ${url}`)
  setOutput('artifact-url', url)
}

const findUpload = (patterns: readonly string[], hidden: boolean): { files: string[]; root: string } => {
  const workspace = process.cwd()
  const searched = searchPaths(patterns, workspace)
  const [first = workspace] = searched
  const several = searched.length > 1
  if (several) info('Multiple search paths detected. Calculating the least common ancestor of all paths')
  const top = several ? commonAncestor(searched) : first
  if (several) info(`The least common ancestor is ${top}. This will be the root directory of the artifact`)
  const root = statSync(top, { throwIfNoEntry: false })?.isFile() === true ? dirname(top) : top
  const shown = (file: string): boolean =>
    hidden ||
    !file
      .slice(root.length)
      .split('/')
      .some(part => part.startsWith('.'))
  return { files: findFiles(patterns, workspace).filter(shown), root }
}

const commonAncestor = (paths: readonly string[]): string => {
  const [first = [], ...others] = paths.map(path => path.split('/'))
  const differs = first.findIndex((part, at) => others.some(other => other[at] !== part))
  const ancestor = first.slice(0, differs < 0 ? first.length : differs).join('/')
  return ancestor === '' ? '/' : ancestor
}

const nothingFound = (paths: string): void => {
  const message = `No files were found with the provided path: ${paths}. No artifacts will be uploaded.`
  const behaviour = getInput('if-no-files-found')
  if (behaviour === 'error') setFailed(message)
  else if (behaviour === 'ignore') info(message)
  else warning(message)
}

const deleteOld = async (client: DefaultArtifactClient, name: string): Promise<void> => {
  try {
    const { id } = await client.deleteArtifact(name)
    info(`Artifact '${name}' (ID: ${id}) deleted`)
  } catch (error) {
    debug(`Artifact '${name}' was not deleted: ${String(error)}`)
  }
}

await runEntry(main)
