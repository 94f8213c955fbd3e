export const id = 281;
export const ids = [281];
export const modules = {

/***/ 7281:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fetchRun: () => (/* binding */ fetchRun)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/src/model/error.js
var model_error = __webpack_require__(9810);
// EXTERNAL MODULE: ./lib/src/model/version.js
var version = __webpack_require__(8796);
// EXTERNAL MODULE: ./lib/src/sources/rest/contents.js
var contents = __webpack_require__(8206);
// EXTERNAL MODULE: ./lib/src/sources/rest/run.js
var rest_run = __webpack_require__(2443);
// EXTERNAL MODULE: ./lib/src/sources/unpack-artifact.js + 1 modules
var unpack_artifact = __webpack_require__(9809);
// EXTERNAL MODULE: ./lib/src/sources/offline-folder/paths.js
var paths = __webpack_require__(7534);
;// CONCATENATED MODULE: ./lib/src/sources/offline-folder/recording-client.js







/** A client that asks another one and keeps every answer in a folder, unchanged; the answer goes on as it came. */
const createRecordingClient = (client, root, question, logs) => {
    const asked = new Map();
    const pages = new Map();
    const artifacts = new Map();
    const lost = [];
    let run = {
        repository: question.repository,
        runId: question.runId,
        attempt: question.attempt,
        workflowPath: undefined,
    };
    const write = async (file, content) => {
        try {
            await (0,promises_.mkdir)((0,external_node_path_.dirname)((0,external_node_path_.join)(root, file)), { recursive: true });
            await (0,promises_.writeFile)((0,external_node_path_.join)(root, file), content);
            return file;
        }
        catch {
            lost.push(file);
            return undefined;
        }
    };
    const note = (path, answer, file) => {
        if (answer.ok && file === undefined)
            lost.push(path);
        asked.set(path, { path, ...(answer.ok ? accepted(answer.headers, file) : refused(answer)) });
    };
    /** The run's own answer comes first: it tells which attempt and which file the top of the folder is about. */
    const learn = (file, value) => {
        if (file !== 'run.json')
            return;
        const facts = (0,rest_run/* readRunResponse */.j)(value);
        run = { ...run, attempt: run.attempt ?? facts?.attempt ?? 1, workflowPath: facts?.path?.split('@')[0] };
    };
    const keepPage = (place, value) => {
        const [file] = place.files;
        // A list that is read again from its first page, with fewer entries a page, replaces what was kept.
        const kept = place.page === 1 ? new Map() : (pages.get(file) ?? new Map());
        kept.set(place.page, value);
        pages.set(file, kept);
        if (place.member === 'artifacts')
            for (const one of namedOf(value))
                artifacts.set(one.id, one.name);
        const all = [...kept.values()];
        return write(file, json(all.length === 1 ? all[0] : all));
    };
    const keepJson = async (place, value) => {
        switch (place?.kind) {
            case 'json':
                learn(place.files[0], value);
                return write(place.files[0], json(value));
            case 'list':
                return keepPage(place, value);
            default:
                return undefined;
        }
    };
    /** A file of the repository is kept as that file; an answer that holds none is noted as what it means to a reader. */
    const keepContent = async (path, place, answer) => {
        const file = (0,contents/* fileOf */.W)(answer);
        if (file.ok)
            note(path, answer, await write(place.files[0], file.bytes));
        else
            note(path, file, undefined);
    };
    const keepArtifact = async (id, bytes) => {
        const name = artifacts.get(id);
        const folder = name === undefined ? undefined : (0,paths/* manifestFolder */.UB)(name);
        if (name === undefined || folder === undefined)
            return undefined;
        const files = (0,unpack_artifact/* unpackAny */.Jz)(name, bytes);
        if (files === undefined)
            return write(`${folder}/${paths/* UNREADABLE_ZIP */.oW}`, bytes);
        const written = await Promise.all([...files].map(([file, content]) => write(`${folder}/${file}`, content)));
        return written.includes(undefined) ? undefined : folder;
    };
    const keepBytes = async (path, bytes) => {
        const place = (0,paths/* placeOf */.$t)(path, run);
        if (place?.kind === 'artifact')
            return keepArtifact(place.id, bytes);
        return place?.kind === 'bytes' ? write(place.files[0], bytes) : undefined;
    };
    return {
        client: {
            get: async (path) => {
                const answer = await client.get(path);
                const place = (0,paths/* placeOf */.$t)(path, run);
                if (place?.kind === 'content')
                    await keepContent(path, place, answer);
                else
                    note(path, answer, answer.ok ? await keepJson(place, answer.value) : undefined);
                return answer;
            },
            getBytes: async (path, maxBytes) => {
                const answer = await client.getBytes(path, maxBytes);
                note(path, answer, answer.ok ? await keepBytes(path, answer.value) : undefined);
                return answer;
            },
        },
        finish: async (observedAt) => {
            const record = {
                schemaVersion: version/* SCHEMA_VERSION */.f,
                tool: { name: 'pipeline-trace', version: version/* VERSION */.x },
                serverUrl: question.serverUrl,
                repository: question.repository,
                runId: question.runId,
                attempt: question.attempt ?? null,
                logs,
                observedAt: observedAt ?? null,
                asked: [...asked.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
            };
            await write(paths/* FETCH_FILE */.Mi, json(record));
        },
        lost: () => [...new Set(lost)].sort(),
    };
};
const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
const accepted = (headers, file) => ({
    status: 200,
    ...((headers.get('link') ?? '').includes('rel="next"') ? { next: true } : {}),
    ...(file === undefined ? {} : { file }),
});
const refused = (answer) => ({
    status: answer.status ?? null,
    reason: answer.reason,
    detail: answer.detail.slice(0, 300),
    ...(answer.permission === undefined ? {} : { permission: answer.permission.slice(0, 300) }),
});
const namedOf = (value) => {
    const list = typeof value === 'object' && value !== null && 'artifacts' in value ? value.artifacts : undefined;
    if (!Array.isArray(list))
        return [];
    return list.flatMap((one) => typeof one?.name === 'string' && typeof one.id === 'number' ? [{ id: String(one.id), name: one.name }] : []);
};

// EXTERNAL MODULE: ./lib/src/sources/run-observation/observe-run.js + 49 modules
var observe_run = __webpack_require__(1720);
// EXTERNAL MODULE: ./lib/src/cli/exit.js
var exit = __webpack_require__(3855);
// EXTERNAL MODULE: ./lib/src/cli/online-client.js + 2 modules
var online_client = __webpack_require__(1837);
// EXTERNAL MODULE: ./lib/src/cli/refusal.js
var refusal = __webpack_require__(675);
;// CONCATENATED MODULE: ./lib/src/cli/fetch.js








/**
 * Saves what a report of the run needs, by asking exactly what a report asks: `report --offline` on the folder then says
 * what `report` would have said at that moment. What was fetched before a failure stays.
 * @throws TraceError USAGE for a folder that is not empty, or cannot be made.
 */
const fetchRun = async (options, progress) => {
    await prepareFolder(options);
    if (options.token === '')
        progress(refusal/* WITHOUT_TOKEN */.R);
    const question = {
        serverUrl: options.serverUrl,
        repository: options.repository,
        runId: options.runId,
        attempt: options.attempt,
    };
    const recording = createRecordingClient((0,online_client.createOnlineClient)(options), options.folder, question, options.logs);
    const answer = await (0,observe_run/* observeRun */.E)(recording.client, question, {
        now: options.now,
        progress,
        logs: options.logs,
        readManifests: true,
    });
    await recording.finish(answer.kind === 'observed' ? answer.observation.observedAt : undefined);
    const unwritten = recording.lost().map(file => `${file}: could not be written`);
    if (answer.kind === 'refused') {
        const what = `run ${options.runId} of ${options.repository}`;
        return { exitCode: exit/* EXIT */.d.incomplete, lost: [(0,refusal/* refusalLine */.t)(what, answer.refusal, options.token), ...unwritten] };
    }
    const lost = [...answer.observation.gaps.filter(isLoss).map(toLine), ...unwritten];
    return { exitCode: lost.length === 0 ? exit/* EXIT */.d.ok : exit/* EXIT */.d.incomplete, lost };
};
const prepareFolder = async ({ folder, force }) => {
    try {
        await (0,promises_.mkdir)(folder, { recursive: true });
        const names = await (0,promises_.readdir)(folder);
        if (names.length === 0)
            return;
        if (!force)
            throw new model_error/* TraceError */.y('USAGE', `${folder} is not empty`, {
                hint: 'Name a new folder, or write into it with --force',
            });
        // Answers of another run that lie there would be taken for refused ones of this run.
        await Promise.all(OURS.map(name => (0,promises_.rm)((0,external_node_path_.join)(folder, name), { recursive: true, force: true })));
    }
    catch (error) {
        if (error instanceof model_error/* TraceError */.y)
            throw error;
        throw new model_error/* TraceError */.y('USAGE', `cannot write to ${folder}`, { cause: error });
    }
};
/** What a fetch writes at the top of a folder; anything else in it is left alone. */
const OURS = [
    'run.json',
    'jobs.json',
    'attempts',
    'artifacts.json',
    'approvals.json',
    'pending_deployments.json',
    'concurrency_groups.json',
    'environments',
    'deployments.json',
    'statuses',
    'check-runs',
    'workflow.yml',
    'workflows',
    'logs',
    'run-logs.zip',
    'manifests',
    'fetch.json',
];
/** What is simply not there, or was not asked for, is no loss of a fetch. */
const isLoss = ({ reason }) => ['permission-denied', 'service-error', 'deadline', 'budget', 'malformed', 'too-large', 'not-readable'].includes(reason);
const toLine = ({ field, reason, detail }) => `${field}: ${reason}${detail === undefined ? '' : `, ${detail}`}`;


/***/ })

};
