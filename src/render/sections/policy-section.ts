import { plural } from '../../core/quantity.ts'
import type { PolicyFinding, PolicyResult } from '../../schema/run/policy-result.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { code, table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'

/** Renders the policy result: violated and undecided rules row by row, met rules as a count. */
export const policySection = ({ policy }: RunManifest): Section => {
  if (policy === undefined) return { title: 'Policy', blocks: [] }
  const open = policy.rules.filter(({ result }) => result !== 'met')
  return {
    title: 'Policy',
    blocks: [
      `${VERDICTS[policy.verdict]} ${origin(policy)}: ${tally(policy)}.\n\n`,
      ...(open.length === 0 ? [] : table(['Rule', 'Result', 'About', 'Why'], open.map(row))),
    ],
  }
}

/** Returns the policy word for the title of the check run; '' where no rule objects. */
export const policyWord = ({ policy }: RunManifest): string =>
  policy === undefined || policy.verdict === 'met' ? '' : `, policy ${policy.verdict}`

const row = ({ rule, result, subject, reason, branch }: PolicyFinding): readonly string[] => [
  branch === undefined ? code(rule) : `${code(rule)} of ${code(branch, 80)}`,
  RESULTS[result],
  text(subject, 160),
  text(reason, 500),
]

const origin = ({ path, branch, digest, files, evaluatedBranch }: PolicyResult): string => {
  const read = files ?? [{ branch, digest }]
  const places = read.map(
    file =>
      `${file.branch === undefined ? 'the default branch' : code(file.branch)}${file.digest === undefined ? '' : ` (${code(file.digest.slice(0, 19))})`}`,
  )
  const about = evaluatedBranch === undefined ? '' : `, for ${code(evaluatedBranch)}`
  return path === '' ? 'no policy file' : `${code(path)} on ${places.join(' and on ')}${about}`
}

const tally = ({ rules, notListed = 0 }: PolicyResult): string => {
  const count = (wanted: PolicyFinding['result']) => rules.filter(({ result }) => result === wanted).length
  const cut = notListed === 0 ? '' : `, ${plural(notListed, 'finding')} not listed`
  return `${count('violated')} violated, ${count('undecided')} undecided, ${count('met')} met${cut}`
}

const VERDICTS: { readonly [K in PolicyResult['verdict']]: string } = {
  met: '✅ Met:',
  violated: '❌ Violated:',
  undecided: '❔ Undecided:',
  other: '❔ Undecided:',
}

const RESULTS: { readonly [K in PolicyFinding['result']]: string } = {
  met: '✅ met',
  violated: '❌ violated',
  undecided: '❔ undecided',
  other: '❔ undecided',
}
