import { type Finding, met, type RuleFacts, undecided, violated } from './rule-facts.ts'

/** Reasons to refuse a manifest because it forges its origin. */
const LIES: ReadonlySet<string> = new Set(['forged-name', 'signature-invalid', 'other-repository', 'rejected'])

/**
 * Checks that each recorded job is confirmed, that none is contradicted or claimed twice, and that no manifest was
 * refused as forged.
 */
export const contradictions = ({ manifest, jobs }: RuleFacts): readonly Finding[] => {
  const findings = [
    ...jobs.flatMap(({ name, presence, agreement, fields, record }) => {
      if (presence === 'conflict') return [violated(name, 'two manifests claim it')]
      if (agreement === 'contradicted') {
        const differing = fields.filter(one => one.agreement === 'contradicted').map(({ field }) => field)
        return [violated(name, `evidence sources differ in ${differing.join(', ')}`)]
      }
      // No source contradicts the manifest, but none ties these bytes to the job either.
      return record === undefined || agreement === 'confirmed'
        ? []
        : [undecided(name, 'nothing outside the job confirms its manifest')]
    }),
    ...manifest.unmatchedArtifacts
      .filter(({ reason }) => LIES.has(reason))
      .map(({ artifact, reason }) => violated(artifact, `manifest refused: ${reason}`)),
  ]
  if (findings.length > 0) return findings
  const recorded = jobs.filter(({ record }) => record !== undefined).length
  return recorded === 0
    ? [undecided('jobs', 'no job left a manifest')]
    : [met('jobs', `${recorded} manifests, all confirmed`)]
}
