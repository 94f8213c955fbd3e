import { plural } from '../../core/quantity.ts'
import type { Comparison, InputDifference, InputGroup } from '../../schema/questions/comparison.ts'
import { code, type Line, linked, type Part, strong } from '../screen/document.ts'
import { renderChange, renderJobs } from './diff-words.ts'

const MOST = 3

/** Renders what went in, by kind: what differs, what is the same where it was compared, and what was not compared. */
export const inputsPart = ({ inputs }: Comparison): Part => {
  const changed = inputs.filter(({ differences }) => differences.length > 0)
  const same = inputs.filter(({ differences, compared }) => differences.length === 0 && compared > 0)
  const unknown = inputs.filter(({ compared }) => compared === 0)
  return {
    title: 'What went in',
    blocks: [
      {
        kind: 'list',
        items: [
          ...changed.map(renderGroup),
          ...(changed.length === 0 ? [['Nothing that was compared differs.']] : []),
          ...(same.length === 0 ? [] : [[strong('Same'), `: ${same.map(nameSame).join(', ')}.`]]),
          ...(unknown.length === 0
            ? []
            : [
                [strong('Not compared'), `: ${unknown.map(({ kind }) => WORDS[kind]).join(', ')} – not known in both.`],
              ]),
        ],
      },
    ],
  }
}

const nameSame = ({ kind, compared, notCompared }: InputGroup): string =>
  notCompared === 0 ? WORDS[kind] : `${WORDS[kind]} (in ${compared} of ${plural(compared + notCompared, 'place')})`

const renderGroup = ({ kind, differences, notListed = 0 }: InputGroup): Line => {
  const left = differences.length + notListed - MOST
  const shown = differences
    .slice(0, MOST)
    .flatMap((one, index): Line => [...(index === 0 ? [] : ['; ']), ...renderDifference(kind, one)])
  return [strong(WORDS[kind]), ': ', ...shown, ...(left > 0 ? [`; and ${left} more`] : [])]
}

const renderDifference = (
  kind: InputGroup['kind'],
  { name, before, after, jobs, jobCount, url }: InputDifference,
): Line => [
  ...(kind === 'commit' ? [] : [code(name, 80), ' ']),
  ...linked(url, ...renderChange(before, after)),
  ...renderJobs(jobs, jobCount),
]

const WORDS: Readonly<Record<InputGroup['kind'], string>> = {
  commit: 'commits',
  trigger: 'trigger',
  'workflow-file': 'workflow files',
  rules: 'rules',
  policy: 'policy',
  action: 'actions',
  runner: 'runners',
  'runner-image': 'runner image',
  'container-image': 'container images',
  tool: 'tools',
  package: 'packages',
  lockfile: 'lockfiles',
  'cache-key': 'cache keys',
  variable: 'recorded variables',
  permission: 'permissions',
  other: 'other inputs',
}
