// Stands for a package manager: what requirements.txt names, as files in deps/.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'

mkdirSync('deps', { recursive: true })
for (const line of readFileSync('requirements.txt', 'utf8').trim().split('\n')) {
  const [name, version] = line.split('==')
  writeFileSync(`deps/${name}.mjs`, `export const ${name} = '${version}'\n` + `// ${'-'.repeat(2000)}\n`)
  console.log(`fetched ${name} ${version}`)
}
