import { evaluateValue } from '../../src/workflow/expressions.ts'
import type { LabAdmission, LabCondition } from '../state.ts'
import type { LoadedWorkflow } from '../workflow/load-workflows.ts'
import type { Attempt } from './attempt.ts'
import type { Leg } from './leg.ts'

/** What the server's own log says of the admission of a job. */
export const admissionOf = (attempt: Attempt, leg: Leg): LabAdmission => {
  const { callers, loaded } = leg.scope
  const files = [...callers.map(caller => caller.loaded), loaded]
  return {
    conditions: [...callers.map(caller => caller.condition), conditionOf(attempt, leg)],
    definedAt: fileOf(loaded),
    chain: callers.length === 0 ? [] : files.map(file => `${fileOf(file)} (${file.checkout.sha})`),
  }
}

const fileOf = ({ checkout, path }: LoadedWorkflow): string => `${checkout.repository}/${path}@${checkout.ref}`

/** The condition of a job that was just found to hold. Without a status function `success()` stands before it. */
export const conditionOf = (attempt: Attempt, { scope, job, contexts }: Leg): LabCondition => {
  const name = [...scope.callers.map(({ condition }) => condition.name).slice(-1), job.key].join('.')
  const at = attempt.lab.state.now()
  const written =
    job.if
      ?.replace(/^\s*\$\{\{/, '')
      .replace(/\}\}\s*$/, '')
      .trim() ?? ''
  if (written === '') return { name, at, expression: 'success()' }
  const expression = STATUS.test(written) ? written : `(success() && (${written}))`
  const expanded = expression.replace(TOKEN, token =>
    token.startsWith("'")
      ? token
      : token.endsWith('()')
        ? 'true'
        : literal(evaluateValue(`\${{ ${token} }}`, contexts)),
  )
  return expanded === expression || /^\w+\(\)$/.test(expression)
    ? { name, at, expression }
    : { name, at, expression, expanded }
}

const STATUS = /\b(?:success|failure|always|cancelled)\(\)/

/** A string, a status function, or a value of a context. */
const TOKEN = /'[^']*'|\b(?:success|always)\(\)|\b(?:github|inputs|vars|needs)(?:\.[\w-]+)+/g

const literal = (value: unknown): string => {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'Array' : 'Object'
  return String(value)
}
