import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { buildLibraryTypes, LIBRARIES } from './library-types.ts'

// Writes the declarations of the libraries: npm run generate.
for (const library of LIBRARIES) {
  const file = join(process.cwd(), library.types)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, await buildLibraryTypes(process.cwd(), library))
}
