/** A value of a matrix dimension as YAML and JSON have it. */
export type Scalar = string | number | boolean | null
