import { LIMITS } from '../../core/limits.ts'
import { plural } from '../../core/quantity.ts'
import type { TraceDocument } from '../../schema/questions/trace-document.ts'
import { type Block, code, type Line, type Part, paragraph, strong, text } from '../screen/document.ts'
import { toSections } from '../screen/print-markdown.ts'
import { toTerminal } from '../screen/print-terminal.ts'
import { escapeJson } from '../text/escape.ts'
import { assemble } from '../text/section.ts'
import { answerLine } from './trace-answer.ts'
import { chainPart } from './trace-chain.ts'

/** Renders the answer of `pipeline-trace trace`. The first line is the answer. */
export const renderTrace = (
  document: TraceDocument,
  format: 'text' | 'markdown' | 'json',
  hasColour: boolean,
): string => {
  const parts: readonly Part[] = [
    { title: '', blocks: [paragraph(strong(...answerLine(document)))] },
    ...document.chains.map(chain => chainPart(document, chain)),
    manifestsPart(document),
    searchedPart(document),
  ]
  switch (format) {
    case 'json':
      return escapeJson(`${JSON.stringify(document, null, 2)}\n`)
    case 'markdown':
      return assemble(toSections(parts, undefined), LIMITS.reportFile)
    case 'text':
      return toTerminal(parts, hasColour)
  }
}

/** The manifests that the answer rests on: an answer is no better than they are. */
const manifestsPart = ({ manifests }: TraceDocument): Part => ({
  title: '',
  blocks:
    manifests.length === 0
      ? []
      : [
          paragraph('It rests on:'),
          {
            kind: 'list',
            items: manifests.map(
              ({ place, runId, attempt, signature, reason }): Line => [
                ...[`run ${runId}, attempt ${attempt}: `, strong(SIGNATURES[signature])],
                ...(reason === undefined || signature === 'unsigned' ? [] : [' (', text(reason, 200), ')']),
                ', ',
                code(place, 300),
              ],
            ),
          },
        ],
})

const SIGNATURES: Readonly<Record<TraceDocument['manifests'][number]['signature'], string>> = {
  verified: 'verified',
  signed: 'signed, not checked against an expected repository',
  'not-verified': 'not verified: what it states may be false',
  incomplete: 'signed, files of its jobs are missing',
  unsigned: 'unsigned: what it states may be false',
  'not-checked': 'not checked',
  other: 'signed in an unknown way',
}

const MOST_REFUSED = 5

const searchedPart = ({ searched }: TraceDocument): Part => {
  const { places, manifests, read, refused, notSearched } = searched
  const items: readonly Line[] = [
    ...notSearched.map((one): Line => [text(one)]),
    ...refused.slice(0, MOST_REFUSED).map(({ place, reason }): Line => [code(place, 300), ': ', text(reason)]),
    ...(refused.length > MOST_REFUSED ? [[`${refused.length - MOST_REFUSED} more could not be read`]] : []),
  ]
  const blocks: Block[] = [
    paragraph(
      `Searched: ${plural(manifests, 'run manifest')}, ${read} read, in `,
      ...places.slice(0, 3).flatMap((place, index): Line => [...(index === 0 ? [] : [', ']), code(place, 200)]),
      places.length > 3 ? ` and ${places.length - 3} more.` : '.',
    ),
    ...(items.length === 0 ? [] : [paragraph('Not searched:'), { kind: 'list', items } as const]),
  ]
  return { title: '', blocks }
}
