import { readFile } from 'node:fs/promises'
import { micromark } from 'micromark'
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table'

export const THEMES = ['light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** The layout of the column in which GitHub shows a check run or a job summary; the rest is GitHub's stylesheet. */
const LAYOUT = 'body{margin:0}.markdown-body{box-sizing:border-box;padding:24px 32px;font-size:14px}'

/** The height of the page, where the program that takes the picture reads it. */
const MEASURE = 'document.body.dataset.height=String(document.documentElement.scrollHeight)'

/** Renders a report as a page that looks as on GitHub. The Markdown is a report of ours, in which names are escaped. */
export const renderPage = async (markdown: string, theme: Theme): Promise<string> => {
  const stylesheet = new URL(import.meta.resolve(`github-markdown-css/github-markdown-${theme}.css`))
  const body = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfmTable()],
    htmlExtensions: [gfmTableHtml()],
  })
  return [
    '<!doctype html><meta charset="utf-8">',
    `<style>${await readFile(stylesheet, 'utf8')}${LAYOUT}</style>`,
    `<body class="markdown-body">${body}<script>${MEASURE}</script></body>`,
  ].join('\n')
}
