import { matchesWhole } from '../schema/observed/name-pattern.ts'
import { type AllowedSigner, type Policy, toJobPattern } from '../schema/run/policy.ts'
import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import { getIssuer, isEnterpriseIssuer } from '../verify/issuers.ts'
import { type Finding, met, type RuleFacts, undecided, violated } from './rule-facts.ts'

/**
 * Checks the signers: jobs sign their job manifests and the report job signs the run manifest, each with a workflow of
 * the list.
 */
export const allowedSigners = (rule: NonNullable<Policy['signers']>, facts: RuleFacts): readonly Finding[] => [
  ...(rule.jobs === undefined ? [] : jobSigners(rule.jobs, facts)),
  ...(rule.report === undefined ? [] : [reportSigner(rule.report, facts)]),
]

const jobSigners = (allowed: readonly AllowedSigner[], { manifest, jobs }: RuleFacts): readonly Finding[] => {
  const recorded = jobs.filter(({ record }) => record !== undefined)
  if (recorded.length === 0) return [undecided('jobs', 'no job left a manifest')]
  const bad = recorded.map(job => jobSigner(allowed, job, manifest)).filter(finding => finding !== undefined)
  return bad.length > 0 ? bad : [met('jobs', `${recorded.length} manifests, each signed by an allowed workflow`)]
}

const jobSigner = (
  allowed: readonly AllowedSigner[],
  { name, signature }: ReportedJob,
  manifest: RunManifest,
): Finding | undefined => {
  if (signature.by !== 'job' || signature.mode === 'none')
    return violated(name, `not signed by the job: ${signature.reason}`)
  if (signature.mode === 'key') return violated(name, 'signed with a key, which names no workflow')
  if (signature.signer === undefined) return undecided(name, 'the report does not tell whom the certificate names')
  const { identity, issuer } = signature.signer
  return isAllowed(allowed, identity, issuer, manifest) ? undefined : violated(name, `signed by ${identity}`)
}

/**
 * Checks the signer of the run manifest. The certificate is issued after this finding, so the runner's value is used
 * here. The run manifest repeats it, and a verifier compares both (check `claim-job-workflow`).
 */
const reportSigner = (allowed: readonly AllowedSigner[], { manifest, issuer }: RuleFacts): Finding => {
  const { signing, reporter } = manifest
  if (signing.mode === 'key') return violated(REPORT, 'signed with a key, which names no workflow')
  if (signing.mode !== 'keyless') return violated(REPORT, `unsigned: ${signing.reason}`)
  const workflow = reporter?.jobWorkflowRef
  if (workflow === undefined) return undecided(REPORT, 'the runner does not name the workflow of the report job')
  const server = getServer(manifest)
  const identity = `${server}/${workflow}`
  if (isAllowed(allowed, identity, issuer ?? getIssuer(server), manifest)) return met(REPORT, `signed as ${workflow}`)
  const isOpen = issuer === undefined && allowed.some(one => isEnterpriseIssuer(server, one.issuer ?? ''))
  const others = allowed.map(({ issuer: _, ...one }) => one)
  return isOpen && isAllowed(others, identity, getIssuer(server), manifest)
    ? undecided(REPORT, `signed as ${workflow}; whether by the issuer of the policy depends on input issuer`)
    : violated(REPORT, `signed as ${workflow}`)
}

/** Subject of the finding about the run manifest's own signer. */
export const REPORT = 'report'

const getServer = ({ run }: RunManifest): string => (run.serverUrl?.value ?? 'https://github.com').replace(/\/$/, '')

const isAllowed = (
  allowed: readonly AllowedSigner[],
  identity: string,
  issuer: string,
  manifest: RunManifest,
): boolean => {
  const server = getServer(manifest)
  const place = identity.startsWith(`${server}/`) ? splitIdentity(identity.slice(server.length + 1)) : undefined
  return (
    place !== undefined &&
    allowed.some(
      one =>
        isIssuedBy(one.issuer, issuer, server) &&
        matchesWhole(toJobPattern(one.workflow), place.workflow) &&
        (one.ref === undefined || matchesWhole(toJobPattern(one.ref), place.ref)),
    )
  )
}

/**
 * Returns true if the issuer is the wanted one. If the policy names none, GitHub's own issuer counts, and GitHub's
 * issuer for the enterprise of the repository.
 */
const isIssuedBy = (wanted: string | undefined, issuer: string, server: string): boolean =>
  wanted === undefined ? issuer === getIssuer(server) || isEnterpriseIssuer(server, issuer) : issuer === wanted

/**
 * Splits `owner/repo/.github/workflows/file.yml@ref` into its parts. Files and branches may both contain an `@`. An
 * ambiguous identity returns undefined: otherwise a file `ci.yml@refs/heads/main.yml` would pass as `ci.yml`.
 */
const splitIdentity = (path: string): { readonly workflow: string; readonly ref: string } | undefined => {
  const at = path.indexOf('@')
  const [workflow, ref] = [path.slice(0, at), path.slice(at + 1)]
  return at < 0 || /\.ya?ml@/.test(ref) ? undefined : { workflow, ref }
}
