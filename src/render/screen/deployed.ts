import type { ProtectionEntry } from '../../schema/run/protection-entry.ts'
import type { DeployedArtifacts } from '../../schema/run/run-evidence.ts'
import type { Account } from './account/account.ts'
import { type Block, code, joined, type Line, listed, paragraph, strong, text } from './document.ts'

const MOST_DEPLOYMENTS = 3
const MOST_ARTIFACTS = 2

/**
 * Renders, in one line, which artifact each deployment took to which environment, and who approved it. A deployment
 * without a known artifact has no entry, and one without a recorded approval names nobody.
 */
export const deployedBlocks = ({ deployed, timeline, jobs }: Account): readonly Block[] => {
  const succeeded = new Set(jobs.flatMap(({ id, result }) => (result === 'passed' ? (id ?? []) : [])))
  const known = deployed.filter(
    ({ artifacts, jobId }) => artifacts.length > 0 && jobId !== undefined && succeeded.has(jobId),
  )
  const lines = known.map(one => renderDeployment(one, timeline?.protection ?? []))
  const left = lines.length - MOST_DEPLOYMENTS
  const all: readonly Line[] = [...lines.slice(0, MOST_DEPLOYMENTS), ...(left > 0 ? [[`${left} more`]] : [])]
  return lines.length === 0 ? [] : [paragraph(strong('Deployed:'), ' ', ...joined(all, '; '), '.')]
}

const renderDeployment = (
  { environment, jobId, artifacts }: DeployedArtifacts,
  protection: readonly ProtectionEntry[],
): Line => {
  const people = protection
    .filter(entry => entry.kind === 'environment' && entry.state === 'passed' && entry.jobId === jobId)
    .flatMap(({ by }) => by)
  const names = [...new Set(people)].map((person): Line => [text(person, 40)])
  return [
    ...listed(
      artifacts.map(
        ({ name, digest }): Line => [
          text(name, 60),
          ...(digest === undefined ? [] : [' ', code(digest.slice(0, 'sha256:'.length + 12))]),
        ],
      ),
      MOST_ARTIFACTS,
    ),
    ' → ',
    text(environment, 60),
    ...(names.length === 0 ? [] : [', approved by ', ...listed(names, 3)]),
  ]
}
