/*
 * Writes docs/pictures/: what a reader sees of a failing run, a passing run, a run of 300 jobs and a job summary, in
 * Chromium with GitHub's stylesheet, light and dark. Run it after a change of what a report says, and look at each:
 * `npm run pictures`, or `npm run pictures -- <folder>` for the output of `npm run demo -- --out <folder>`.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readDemo, runDemo } from './demo-reports.ts'
import { findBrowser, takeScreenshot } from './pictures/browser.ts'
import { writeLargeRun } from './pictures/large-run.ts'
import { renderPage, THEMES } from './pictures/page.ts'
import { shrinkPng } from './pictures/png.ts'
import { renderFolder } from './pictures/render-folder.ts'

const TARGET = 'docs/pictures'
/** GitHub shows the report of a run in the page's column; a picture of more than a screen or two is not read. */
const MAX_HEIGHT = 1_500

const browser = findBrowser()
if (browser === undefined) {
  console.error(
    'no Chromium on PATH: install it (Debian: apt-get install chromium fonts-liberation fonts-dejavu-core ' +
      'fonts-noto-color-emoji), or name one in CHROMIUM',
  )
  process.exit(2)
}

const folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-pictures-'))
try {
  const [given] = process.argv.slice(2)
  const demo = given === undefined ? await runDemo() : await readDemo(given)
  await writeLargeRun(join(folder, 'large'), 300)
  const pages = {
    'failed-run': demo.failed,
    'passed-run': demo.passed,
    'large-run': await renderFolder(join(folder, 'large')),
    'job-summary': demo.report,
  }
  await mkdir(TARGET, { recursive: true })
  for (const [name, markdown] of Object.entries(pages))
    for (const theme of THEMES) {
      const page = join(folder, `${name}-${theme}.html`)
      await writeFile(page, await renderPage(markdown, theme))
      const picture = shrinkPng(await takeScreenshot(browser, page, MAX_HEIGHT))
      await writeFile(join(TARGET, `${name}-${theme}.png`), picture)
      console.log(`${TARGET}/${name}-${theme}.png ${picture.byteLength} bytes`)
    }
} finally {
  await rm(folder, { recursive: true, force: true })
}
