import { postWork } from '../shared/index.js'

await postWork()
