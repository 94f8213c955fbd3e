import * as z from 'zod/mini'
import { text } from './scalar.ts'

/** Semantic version of the schema that the writer had; a reader decides by the major (reading.ts). */
export const schemaVersion = z.string().check(z.regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/))

/** The program that wrote the document. Its name is open: another program may write the same document. */
export const tool = z.object({ name: text(60), version: text(40) })
