// Passes at the second call, as a server that needs a moment to start.
import { existsSync, writeFileSync } from 'node:fs'

const isUp = existsSync('server.pid')
writeFileSync('server.pid', '1')
if (!isUp) console.log('curl: (7) Failed to connect to localhost port 8080: Connection refused')
process.exitCode = isUp ? 0 : 1
