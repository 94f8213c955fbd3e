// Installs the dependencies from a registry on loopback, which the outside world of this project is. It has pad-text
// 1.3.0 in the first run, and from the second run on also 1.3.1.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'

const here = import.meta.dirname
const versions = Number(process.env.GITHUB_RUN_NUMBER) > 1 ? ['1.3.0', '1.3.1'] : ['1.3.0']

const npm = (args, options = {}) =>
  new Promise((done, failed) => {
    const child = spawn('npm', args, { stdio: 'inherit', shell: process.platform === 'win32', ...options })
    child.on('error', failed)
    child.on('close', code => (code === 0 ? done() : failed(new Error(`npm ${args[0]} ended with ${code}`))))
  })

const pack = version => npm(['pack', '--silent', join(here, `pad-text-${version}`)], { cwd: here, stdio: 'ignore' })

for (const version of versions) await pack(version)

const readTarball = version => readFile(join(here, `pad-text-${version}.tgz`))

const server = createServer(async (request, response) => {
  if (request.url?.endsWith('.tgz') === true) {
    response.end(await readTarball(request.url.slice('/pad-text-'.length, -'.tgz'.length)))
    return
  }
  const base = `http://${request.headers.host}`
  const entries = await Promise.all(
    versions.map(async version => {
      const integrity = `sha512-${createHash('sha512')
        .update(await readTarball(version))
        .digest('base64')}`
      return [version, { name: 'pad-text', version, dist: { tarball: `${base}/pad-text-${version}.tgz`, integrity } }]
    }),
  )
  const packument = {
    name: 'pad-text',
    versions: Object.fromEntries(entries),
    'dist-tags': { latest: versions.at(-1) },
  }
  response.setHeader('content-type', 'application/json').end(JSON.stringify(packument))
})

server.listen(0, '127.0.0.1', async () => {
  const registry = `http://127.0.0.1:${server.address().port}/`
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--no-package-lock']
  try {
    await npm(['install', '--registry', registry, '--cache', join(here, 'cache'), ...quiet])
    await npm(['ls'])
  } catch (error) {
    console.log(`::error::${error.message}`)
    process.exitCode = 1
  } finally {
    server.close()
    server.closeAllConnections()
  }
})
