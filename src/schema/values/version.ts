/** Version of this program, held equal to package.json by a check. */
export const VERSION = '0.1.0'
/** Version of the schemas of manifests and timeline. From 1.0 on only additions: docs/schema.md, and a check holds it. */
export const SCHEMA_VERSION = '1.0.0'
