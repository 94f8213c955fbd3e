import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { padText } from 'pad-text'

assert.equal(padText('7', 3), '  7')

// The database of the test runs during the first run of the workflow alone.
const database = createServer(socket => socket.end('ready'))
database.listen(0, '127.0.0.1')
await once(database, 'listening')
const { port } = database.address()
if (Number(process.env.GITHUB_RUN_NUMBER) > 1) {
  database.close()
  await once(database, 'close')
}
const client = connect(port, '127.0.0.1')
client.resume()
await once(client, 'end', { signal: AbortSignal.timeout(60_000) })
client.destroy()
database.close()
console.log('2 passed')
