import { plural } from '../../core/quantity.ts'
import type { PresentInput, PresentState, ReplayAssessment } from '../../schema/questions/replay-assessment.ts'
import { code, type Line, type Part, strong, text } from '../screen/document.ts'
import { renderValue } from './diff-words.ts'
import { INPUT_WORDS } from './replay-words.ts'

const MOST = 10

/** Renders what has changed since the run, and what could not be asked. */
export const presentPart = ({ present }: ReplayAssessment): Part => ({
  title: 'What has changed since',
  blocks: [{ kind: 'list', items: CHECKED[present.checked] ?? renderPresent(present) }],
})

const CHECKED: Readonly<Partial<Record<PresentState['checked'], readonly Line[]>>> = {
  offline: [['Left out: nothing was requested (--offline).']],
  'other-server': [['Left out: the run is of another server than the API. --api-url names that server.']],
}

const renderPresent = ({ inputs, notAskable, gaps }: PresentState): readonly Line[] => {
  const changed = inputs.filter(({ state }) => state !== 'same')
  const same = inputs.length - changed.length
  const left = changed.length - MOST
  return [
    ...changed.slice(0, MOST).map(renderInput),
    ...(left > 0 ? [[`and ${left} more`]] : []),
    ...(same > 0 ? [[`${plural(same, 'input')} looked up, and unchanged.`]] : []),
    ...(inputs.length === 0 ? [['Nothing could be looked up.']] : []),
    ...notAskable.map(({ kind, why }): Line => [strong(INPUT_WORDS[kind]), ': not looked up, ', text(why, 300)]),
    ...gaps.map(
      ({ field, detail, reason }): Line => ['Not known: ', text(field, 80), ', ', text(detail ?? reason, 300)],
    ),
  ]
}

const renderInput = ({ kind, name, state, was, now }: PresentInput): Line => [
  strong(KINDS[kind]),
  ' ',
  code(name, 80),
  ...(state === 'gone'
    ? [' is gone', ...(was === undefined || was === name ? [] : [', was ', ...renderValue(was)])]
    : [': ', ...renderValue(was), ' → ', ...renderValue(now)]),
]

const KINDS: Readonly<Record<PresentInput['kind'], string>> = {
  ...INPUT_WORDS,
  commit: 'commit',
  'workflow-file': 'workflow file',
  action: 'action',
  cache: 'cache',
  artifact: 'artifact',
  log: 'logs',
  rules: 'rules of',
  branch: 'branch',
  run: 'run',
}
