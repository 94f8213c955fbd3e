import * as z from 'zod/mini'
import { cutText } from '../../core/cut-text.ts'
import { LIMITS } from '../../core/limits.ts'
import { toUtc } from '../../core/time.ts'
import type { Condition } from '../../schema/converge/target-convergence.ts'

/*
 * Fields of an object of a cluster. A field of an unexpected form counts as absent, since one strange field must not
 * hide the rest of the object.
 */

/** A text, cut to what a record can hold. */
export const word = (max: number = LIMITS.convergenceRevision) =>
  z.catch(
    z.optional(
      z.pipe(
        z.string(),
        z.transform(value => (value === '' ? undefined : cutText(value, max))),
      ),
    ),
    undefined,
  )

/** A time of Kubernetes (RFC 3339) in UTC. */
export const instant = z.catch(
  z.optional(
    z.pipe(
      z.string(),
      z.transform(value => toUtc(value)),
    ),
  ),
  undefined,
)

/** A whole number, or one as text: Argo Rollouts writes its observedGeneration as a string (pkg/apis/rollouts/v1alpha1/types.go). */
export const whole = z.catch(
  z.optional(
    z.pipe(
      z.union([z.number(), z.string().check(z.regex(/^\d{1,15}$/))]),
      z.pipe(z.transform(Number), z.int().check(z.minimum(0))),
    ),
  ),
  undefined,
)

export const flag = z.catch(z.optional(z.boolean()), undefined)

/** A list, of which items of another form are left out. */
export const items = <T>(item: z.ZodMiniType<T>) =>
  z.catch(
    z.pipe(
      z.array(z.unknown()),
      z.transform((values): readonly T[] =>
        values.flatMap(value => {
          const parsed = z.safeParse(item, value)
          return parsed.success ? [parsed.data] : []
        }),
      ),
    ),
    (): readonly T[] => [],
  )

/** An object; one of another form reads as empty. */
export const fields = <T extends z.core.$ZodShape>(shape: T) => z.catch(z.optional(z.object(shape)), undefined)

export const metadata = fields({
  name: word(LIMITS.convergenceName),
  namespace: word(LIMITS.convergenceName),
  uid: word(),
  resourceVersion: word(),
  generation: whole,
  annotations: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
})

/** A condition of Kubernetes (kubernetes/apimachinery pkg/apis/meta/v1/types.go, Condition). */
export const conditionFields = z.object({
  type: z.string().check(z.maxLength(200)),
  status: word(40),
  reason: word(),
  lastTransitionTime: instant,
})

export const toConditions = (found: readonly z.output<typeof conditionFields>[]): readonly Condition[] =>
  found.slice(0, LIMITS.convergenceConditions).map(({ type, status, reason, lastTransitionTime }) => ({
    type,
    status,
    reason,
    since: lastTransitionTime,
  }))

export const findCondition = (conditions: readonly Condition[], type: string): Condition | undefined =>
  conditions.find(condition => condition.type === type)

/** Images of a pod template: those of its containers and of its init containers. */
export const podTemplate = fields({
  spec: fields({
    containers: items(z.object({ image: word(1_024) })),
    initContainers: items(z.object({ image: word(1_024) })),
  }),
})

export const toTemplateImages = (template: z.output<typeof podTemplate>): readonly string[] => {
  const { containers = [], initContainers = [] } = template?.spec ?? {}
  const images = [...containers, ...initContainers].flatMap(({ image }) => (image === undefined ? [] : [image]))
  return [...new Set(images)].sort().slice(0, LIMITS.convergenceImages)
}
