import { isScalar, parseDocument, Scalar, visit } from 'yaml'

/**
 * Reads a file of the runner's template reader in which every scalar is used as a text: an unquoted one is first read as
 * null, boolean or number of YAML's core schema, and is then written as .NET writes it (actions/runner
 * src/Sdk/DTPipelines/Pipelines/ObjectTemplating/YamlObjectReader.cs; TemplateReader.cs Validate).
 * @throws Error for what is not YAML, and for numbers over the runner's range.
 */
export const parseTemplate = (source: string): unknown => {
  const document = parseDocument(source, { schema: 'failsafe' })
  const [error] = document.errors
  if (error !== undefined) throw error
  visit(document, {
    Scalar: (_, node) => {
      if (isScalar(node) && (node.type === Scalar.PLAIN || node.type === undefined) && node.tag === undefined)
        node.value = textOfPlain(String(node.source ?? node.value ?? ''))
    },
  })
  return document.toJS()
}

/** The text that an unquoted scalar stands for. */
export const textOfPlain = (written: string): string => {
  if (/^(?:|null|Null|NULL|~)$/.test(written)) return ''
  if (/^(?:true|True|TRUE)$/.test(written)) return 'true'
  if (/^(?:false|False|FALSE)$/.test(written)) return 'false'
  const number = numberOfPlain(written)
  return number === undefined ? written : formatNumber(number)
}

const HEXADECIMAL = /^0x[0-9a-fA-F]+$/
const OCTAL = /^0o[0-7]+$/
const DECIMAL = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/

const numberOfPlain = (written: string): number | undefined => {
  if (HEXADECIMAL.test(written)) return toInt32(Number.parseInt(written.slice(2), 16), written)
  if (OCTAL.test(written)) return toInt32(Number.parseInt(written.slice(2), 8), written)
  if (/^\+?\.(?:inf|Inf|INF)$/.test(written)) return Number.POSITIVE_INFINITY
  if (/^-\.(?:inf|Inf|INF)$/.test(written)) return Number.NEGATIVE_INFINITY
  if (/^\.(?:nan|NaN|NAN)$/.test(written)) return Number.NaN
  return DECIMAL.test(written) ? Number(written) : undefined
}

/** Hexadecimal and octal numbers are 32 bits with a sign: `0xFFFFFFFF` is -1. */
const toInt32 = (value: number, written: string): number => {
  if (value > 0xffff_ffff) throw new Error(`The value '${written}' is invalid for the type 'tag:yaml.org,2002:int'`)
  return value | 0
}

/** `Double.ToString("G15")` with the invariant culture (NumberToken.cs): an exponent from 1E+15 and from 1E-05 on. */
const formatNumber = (value: number): string => {
  if (!Number.isFinite(value)) return String(value)
  if (Object.is(value, -0)) return '-0'
  const [mantissa = '0', exponent = '0'] = value.toExponential(14).split('e')
  const power = Number(exponent)
  if (power > -5 && power < 15) return String(Number(value.toPrecision(15)))
  return `${Number(mantissa)}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
}
