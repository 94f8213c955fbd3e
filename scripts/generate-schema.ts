import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { schemaFiles } from './schema-files.ts'

// Writes schema/ from the zod schemas: npm run generate.
await mkdir(join(process.cwd(), 'schema'), { recursive: true })
for (const [file, text] of Object.entries(schemaFiles())) await writeFile(join(process.cwd(), file), text)
