import { toCanonicalJson } from '../model/canonical-json.ts'
import { escapeJson, escapeTerminal } from '../render/escape.ts'
import { signerOf, type Verdict, type Verification } from '../trust/verification.ts'
import { exitOf } from './exit.ts'

type Answer = Verification & { readonly verdict: Verdict }

/** The verdict first, then what it rests on, then every check. Each value is escaped for the terminal. */
export const renderText = (verification: Answer, trust: readonly string[]): string => {
  const { main, verdict } = verification
  const facts = [
    verdict.text,
    ...trust.map(each => `trust: ${each}`),
    ...(main === undefined ? [] : [`signature: ${main.mode}, by ${signerOf(main)}`]),
    ...(main?.signedAt === undefined ? [] : [`signed at: ${main.signedAt}`]),
    ...verification.missing.map(file => `missing: ${file}`),
  ]
  const width = Math.max(0, ...verification.sections.flatMap(({ checks }) => checks.map(({ id }) => id.length)))
  const sections = verification.sections.flatMap(({ subject, checks }) => [
    '',
    subject,
    ...checks.map(({ id, result, reason }) => `  ${WORD[result]}  ${id.padEnd(width)}  ${reason}`),
  ])
  return `${[...facts, ...sections].map(escapeTerminal).join('\n')}\n`
}

const WORD = { pass: 'pass', fail: 'FAIL', 'not-applicable': 'n/a ', other: 'n/a ' } as const

/** One JSON document: `{verdict, result, exitCode, trust, mode, signer, identity, signedAt, missing, sections[{subject, checks}]}`. */
export const renderJson = (verification: Answer, trust: readonly string[]): string => {
  const { main, verdict } = verification
  return escapeJson(
    toCanonicalJson({
      verdict: verdict.text,
      result: verdict.result,
      exitCode: exitOf(verdict),
      trust,
      mode: main?.mode ?? 'none',
      signer: main === undefined ? undefined : signerOf(main),
      identity: main?.identity,
      signedAt: main?.signedAt,
      missing: verification.missing,
      sections: verification.sections,
    }),
  )
}
