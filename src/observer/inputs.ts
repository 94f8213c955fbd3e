import type { ClientInputs } from '../cluster/connect-clients.ts'
import { FAIL_ON, type FailOn } from '../converge/fail-on.ts'
import { parseDuration } from '../converge/parse-duration.ts'
import { type NamedTarget, parseTarget, TARGET_FORMS } from '../converge/parse-target.ts'
import type { TraceError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import type { Environment } from '../io/env.ts'
import { createInputReader, type InputReader } from '../io/input-reader.ts'

/** The inputs of converge/action.yml, typed. */
export type ObserverInputs = {
  readonly targets: readonly NamedTarget[]
  readonly clients: ClientInputs
  readonly revision: string | undefined
  readonly images: readonly string[]
  readonly timeoutMs: number
  readonly soakMs: number
  readonly failOn: FailOn
}

/** Reads every input. One error lists all invalid ones with their remedy. */
export const readInputs = (
  environment: Environment,
): { readonly inputs: ObserverInputs; readonly problem: TraceError | undefined } => {
  const reader = createInputReader(environment)
  const { text, flag, list } = reader
  const lines = (given: string): readonly string[] => given.split(/[\r\n]/)
  const targets = list(
    'target',
    LIMITS.convergenceTargets,
    one => parseTarget(one) !== undefined,
    `use ${TARGET_FORMS}`,
    lines,
  )
  if (targets.length === 0) reader.reject('target', 'name at least one')
  const images = list('images', LIMITS.convergenceImages, one => IMAGE.test(one), 'use sha256: and 64 hex digits')
  const inputs: ObserverInputs = {
    targets: targets.map(parseTarget).filter(target => target !== undefined),
    clients: {
      kubeconfig: text('kubeconfig') || undefined,
      context: text('context') || undefined,
      allowExec: flag('allow-exec', false),
      argocdServer: text('argocd-server') || undefined,
      argocdToken: text('argocd-token') || undefined,
    },
    revision: text('revision') || undefined,
    images: images.flatMap(image => IMAGE.exec(image)?.[1] ?? []),
    timeoutMs: readTime(reader, 'timeout', '10m'),
    soakMs: readTime(reader, 'soak', '2m'),
    failOn: reader.oneOf('fail-on', FAIL_ON, 'never'),
  }
  return { inputs, problem: reader.problem() }
}

const IMAGE = /^(?:\S{1,800}@)?(sha256:[0-9a-f]{64})$/

const readTime = ({ text, reject }: InputReader, name: string, fallback: string): number => {
  const millis = parseDuration(text(name) || fallback)
  if (millis === undefined) reject(name, 'use a time such as 90s, 10m or 1h')
  return millis ?? parseDuration(fallback) ?? 0
}
