import { transformSync } from 'esbuild'

// Types are stripped, nothing is checked here (tsc does that). esbuild also runs on Node 20, where
// module.stripTypeScriptTypes does not exist yet.
export default {
  process: (source, file) => ({
    code: transformSync(source, {
      loader: 'ts',
      format: 'esm',
      target: 'node20',
      sourcemap: 'inline',
      sourcefile: file,
    }).code,
  }),
}
