import { LIMITS } from '../core/limits.ts'
import { matchesWhole } from '../schema/observed/name-pattern.ts'
import type { Configuration, IgnoredFinding } from '../schema/run/configuration.ts'
import type { Finding, RunFindings } from '../schema/run/finding.ts'
import { toJobPattern } from '../schema/run/policy.ts'
import { THRESHOLDS, type Thresholds } from './rules/finding-rule.ts'

/** What the configuration file says about findings. */
export type FindingSettings = {
  readonly thresholds: Thresholds
  readonly ignore: readonly IgnoredFinding[]
}

/** Reads the thresholds and the ignored findings; without a configuration the defaults apply, and nothing is ignored. */
export const toFindingSettings = (configuration: Configuration | undefined): FindingSettings => {
  const { ignore = [], thresholds = {} } = configuration?.findings ?? {}
  return {
    ignore,
    thresholds: {
      samples: thresholds.samples ?? THRESHOLDS.samples,
      queueMs: fromMinutes(thresholds['queue-minutes']) ?? THRESHOLDS.queueMs,
      approvalMs: fromMinutes(thresholds['approval-minutes']) ?? THRESHOLDS.approvalMs,
    },
  }
}

const fromMinutes = (minutes: number | undefined): number | undefined =>
  minutes === undefined ? undefined : Math.round(minutes * 60_000)

/**
 * Divides findings into those that are shown and those that the configuration file ignores.
 * @param day of the report, `2026-12-31`, in UTC; an entry counts up to the end of its last day.
 */
export const withoutIgnored = (
  found: readonly Finding[],
  ignore: readonly IgnoredFinding[],
  day: string,
): Pick<RunFindings, 'found' | 'ignored'> => {
  const valid = ignore.filter(({ until }) => until === undefined || day <= until)
  const kept: Finding[] = []
  const ignored: RunFindings['ignored'] = []
  for (const finding of found) {
    const entry = valid.find(one => isAbout(one, finding))
    if (entry === undefined) kept.push(finding)
    else if (ignored.length < LIMITS.ignoredFindings)
      ignored.push({ rule: finding.rule, subject: finding.subject.name, until: entry.until })
  }
  return { found: kept, ignored }
}

const isAbout = ({ rule, subject }: IgnoredFinding, finding: Finding): boolean =>
  rule === finding.rule && (subject === undefined || matchesWhole(toJobPattern(subject), finding.subject.name))
