/** Version of this program, held equal to package.json by a check. */
export const VERSION = '0.1.0'
/** Version of both manifest schemas. 0.x is unstable; from 1.0 on only additions. */
export const SCHEMA_VERSION = '0.1.0'
