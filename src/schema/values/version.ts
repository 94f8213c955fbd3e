/** Version of this program; a check compares it with package.json. */
export const VERSION = '0.1.0'
/**
 * Version of the schemas of manifests and timeline. From 1.0 on schemas only add fields (docs/schema.md), which a check
 * tests.
 */
export const SCHEMA_VERSION = '1.0.0'
