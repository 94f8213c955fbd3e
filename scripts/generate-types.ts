import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { buildLibraryTypes, LIBRARY_TYPES } from './library-types.ts'

// Writes the declarations of the library: npm run generate.
const file = join(process.cwd(), LIBRARY_TYPES)
await mkdir(dirname(file), { recursive: true })
await writeFile(file, await buildLibraryTypes(process.cwd()))
