import { LIMITS } from '../core/limits.ts'
import type { OpenInput, PinnedInput } from '../schema/questions/replay-assessment.ts'
import { isShellText, quoteShell } from './shell-words.ts'

export type CheckoutRequest = {
  /** `https://github.com` */
  readonly serverUrl: string
  readonly repository: string
  readonly runId: string
  readonly commit: string | undefined
  readonly ref: string | undefined
  readonly pinned: readonly PinnedInput[]
  readonly open: readonly OpenInput[]
}

/**
 * Writes a shell script that checks out what the run used: the commit with its submodules, the images by digest, and
 * the lockfiles against their digests. Tools are comments, since how they are installed is the user's choice. Every
 * value of the run is quoted; one with control characters is left out, and counted.
 */
export const writeCheckoutScript = (request: CheckoutRequest): string => {
  const parts = [...commitLines(request), ...toolLines(request), ...imageLines(request), ...lockfileLines(request)]
  const shown = parts.filter(isShellText)
  const left = parts.length - shown.length
  const lines = [
    '#!/bin/sh',
    'set -eu',
    ...(left === 0 ? [] : [`# Left out: ${left} with control characters in their names.`]),
    ...shown,
  ]
  return `${cutLines(lines).join('\n')}\n`
}

const cutLines = (lines: readonly string[]): readonly string[] => {
  let length = 0
  const kept = lines.filter(line => {
    length += line.length + 1
    return length < LIMITS.replayScript - NOTE.length - 10
  })
  return kept.length === lines.length ? kept : [...kept, NOTE]
}

const NOTE = '# The rest is left out: the script would be too long.'

const commitLines = ({ serverUrl, repository, runId, commit, ref }: CheckoutRequest): readonly string[] => {
  if (commit === undefined) return ['# The commit of the run is not known.']
  const folder = quoteShell(`replay-${runId}`)
  const isPull = ref?.startsWith('refs/pull/') === true
  return [
    `git init --quiet ${folder}`,
    `cd ${folder}`,
    `git remote add origin ${quoteShell(`${serverUrl}/${repository}`)}`,
    // git's own pages: the commit of a merge that GitHub made anew is no longer advertised by a ref.
    ...(isPull
      ? ['# The merge of a pull request: once GitHub makes another merge, no ref names this one any more.']
      : []),
    `git fetch --quiet --depth=1 origin ${quoteShell(commit)}`,
    `git checkout --quiet --detach ${quoteShell(commit)}`,
    'if [ -e .gitmodules ]; then git submodule update --init --recursive; fi',
  ]
}

/**
 * Names of tools as the version managers spell them (mise.jdx.dev "Core tools"; the plugins of asdf-vm/asdf-plugins). A
 * tool of several vendors has no certain name.
 */
const MANAGED: Readonly<Record<string, { readonly mise: string; readonly asdf: string }>> = {
  node: { mise: 'node', asdf: 'nodejs' },
  python: { mise: 'python', asdf: 'python' },
  go: { mise: 'go', asdf: 'golang' },
  ruby: { mise: 'ruby', asdf: 'ruby' },
  bun: { mise: 'bun', asdf: 'bun' },
  deno: { mise: 'deno', asdf: 'deno' },
}

const toolLines = ({ pinned }: CheckoutRequest): readonly string[] =>
  [...new Set(pinned.filter(({ kind }) => kind === 'tool').map(toToolLine))].sort()

const toToolLine = ({ name, value }: PinnedInput): string => {
  const key = name.toLowerCase()
  const managed = Object.hasOwn(MANAGED, key) ? MANAGED[key] : undefined
  return managed !== undefined && /^\d[\w.+-]{0,60}$/.test(value)
    ? `# ${name} ${value}: mise use ${managed.mise}@${value}, or asdf install ${managed.asdf} ${value}`
    : `# ${name} ${value}`
}

/** Images that are pinned, and those whose tag stood for a known digest. */
const imageLines = ({ pinned, open }: CheckoutRequest): readonly string[] => {
  const images = [
    ...pinned.filter(isImage).map(({ name, value }) => toReference(name, value)),
    ...open.filter(isImage).flatMap(({ name, was }) => (was === undefined ? [] : [toReference(name, was)])),
  ]
  return [...new Set(images)].sort().map(image => `docker pull ${quoteShell(image)}`)
}

const isImage = ({ kind, name }: { readonly kind: string; readonly name: string }): boolean =>
  // A name that begins otherwise is none that docker takes (distribution/reference), and could be read as an option.
  kind === 'container-image' && /^[a-zA-Z0-9]/.test(name)

/** `name@digest`, without the tag: a colon after the last slash begins one (distribution/reference). */
const toReference = (name: string, digest: string): string => {
  const plain = name.split('@')[0] ?? ''
  const colon = plain.indexOf(':', plain.lastIndexOf('/') + 1)
  return `${colon === -1 ? plain : plain.slice(0, colon)}@${digest}`
}

/** `sha256sum` reads one file a line, and a backslash in a name as an escape (GNU coreutils manual, cksum output modes). */
const lockfileLines = ({ pinned }: CheckoutRequest): readonly string[] => {
  const files = pinned.filter(({ kind, name }) => kind === 'lockfile' && !name.includes('\\'))
  return files.map(
    ({ name, value }) =>
      `printf '%s  %s\\n' ${quoteShell(value.replace('sha256:', ''))} ${quoteShell(toPath(name))} | sha256sum -c -`,
  )
}

/** A name that begins with `-` would be standard input or an option. */
const toPath = (name: string): string => (name.startsWith('-') ? `./${name}` : name)
