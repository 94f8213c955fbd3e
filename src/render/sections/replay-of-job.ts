import type { Replay } from '../../schema/job/replay.ts'
import type { ReportedJob } from '../../schema/run/run-manifest.ts'
import { code, html, text } from '../text/markdown.ts'
import { all, shortDigest } from './replay-words.ts'

/** Renders what is needed to repeat one job, folded; nothing for a job without facts. */
export const jobReplay = (job: ReportedJob): readonly string[] => {
  const { record, log } = job
  const lines = [
    line('Image', renderImage(record?.image) ?? renderImage(log?.image)),
    line('Containers', all(record?.containers ?? [], renderContainer) ?? all(log?.containers ?? [], renderContainer)),
    line(
      'Tools',
      all(listTools(job), ({ name, version, arch }) => text([name, version, arch ?? ''].join(' ').trim(), 120)),
    ),
    ...(record?.replay === undefined ? [] : ofRecorder(record.replay)),
  ].flatMap(one => one ?? [])
  if (lines.length === 0) return []
  return [`<details><summary>${html(job.name, 160)}</summary>\n\n${lines.join('')}\n</details>\n\n`]
}

const ofRecorder = (replay: Replay): readonly (string | undefined)[] => [
  line('Workflow file in the workspace', replay.workflowFileDigest && shortDigest(replay.workflowFileDigest.value)),
  line(
    'Lockfiles',
    all(replay.lockfiles, one => `${text(one.path, 160)} (${one.kind}, ${shortDigest(one.digest)})`),
  ),
  line('Variables set by steps', renderNames(replay.variablesSet)),
  line(
    'Recorded variables',
    all(replay.env, ({ name, value }) => code(`${name}=${value}`, 200)),
  ),
  line('Deployment manifests', all(replay.deployManifests, renderManifest)),
]

const line = (title: string, content: string | undefined): string | undefined =>
  content === undefined ? undefined : `- ${title}: ${content}\n`

const renderImage = (image: NonNullable<ReportedJob['record']>['image'] | undefined): string | undefined => {
  const parts = [image?.name?.value, image?.version?.value].filter(part => part !== undefined)
  return parts.length === 0 ? undefined : text(parts.join(' '), 160)
}

type Container = NonNullable<ReportedJob['record']>['containers'][number]

const renderContainer = ({ role, name, image, digest }: Container): string =>
  `${text([role, name ?? ''].join(' ').trim(), 80)} ${code(image, 160)} ${digest === undefined ? '(digest not known)' : shortDigest(digest)}`

const listTools = ({ record, log }: ReportedJob): Replay['tools'] => record?.replay?.tools ?? log?.tools ?? []

/** Renders the names. An empty list is worth stating, because it was looked for. */
const renderNames = (names: Replay['variablesSet']): string | undefined =>
  names === undefined ? undefined : (all(names.value, name => code(name, 120), MAX_NAMES) ?? 'none')

const MAX_NAMES = 40

const renderManifest = ({ path, digest }: Replay['deployManifests'][number]): string =>
  `${text(path, 160)} (${digest === undefined ? 'not read' : shortDigest(digest)})`
