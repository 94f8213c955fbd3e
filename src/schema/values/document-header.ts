import * as z from 'zod/mini'
import { text } from './scalar.ts'

/** Semantic version of the writer's schema. A reader decides by the major version (src/schema/read-manifest.ts). */
export const schemaVersion = z.string().check(z.regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/))

/** The program that wrote the document. The name is open, since another program may write the same document. */
export const tool = z.object({ name: text(60), version: text(40) })
