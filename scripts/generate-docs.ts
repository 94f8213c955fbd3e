import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generatedDocuments } from './generated-docs.ts'

// Makes the generated parts of the documents anew: npm run generate.
for (const [file, text] of await generatedDocuments(process.cwd())) await writeFile(join(process.cwd(), file), text)
