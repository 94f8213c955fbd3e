import { reportWork } from '../shared/index.js'

await reportWork()
