export const id = 731;
export const ids = [731];
export const modules = {

/***/ 1731:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  log: () => (/* binding */ log)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./lib/src/model/error.js
var model_error = __webpack_require__(9810);
// EXTERNAL MODULE: ./lib/src/render/escape.js
var render_escape = __webpack_require__(120);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./lib/src/sources/job-log/chunks-of-file.js

const CHUNK = 262_144;
/**
 * Bytes of an open file, in one buffer that is used again: whoever reads a chunk is done with it before it asks for the
 * next. For a program that does nothing else meanwhile: a read that waits for nobody takes half the time.
 */
function* chunksOfFile(descriptor, failure) {
    const buffer = Buffer.allocUnsafe(CHUNK);
    try {
        for (;;) {
            const length = (0,external_node_fs_.readSync)(descriptor, buffer, 0, CHUNK, null);
            if (length === 0)
                return;
            yield buffer.subarray(0, length);
        }
    }
    catch (error) {
        failure.code = error.code ?? 'unknown error';
    }
}

// EXTERNAL MODULE: ./lib/src/model/known-fields.js
var known_fields = __webpack_require__(8965);
// EXTERNAL MODULE: ./lib/src/model/limits.js
var limits = __webpack_require__(2350);
;// CONCATENATED MODULE: ./lib/src/sources/job-log/log-heads.js

/** The sections of a log, each once: logs are served with stretches repeated at times. */
const createHeadReader = () => {
    const heads = new Map();
    let cut = false;
    const begin = (line, section) => {
        if (section.kind === 'set-up' || section.kind === 'prepare')
            return;
        const name = `${section.time ?? line.number} ${titleOf(section)}`;
        const known = heads.get(name);
        if (known !== undefined) {
            // Its next lines showed that the action is a script.
            if (known.section.kind === 'action' && section.kind === 'plain')
                heads.set(name, { line: known.line, section });
            return;
        }
        if (heads.size < limits/* LIMITS */.b.steps)
            heads.set(name, { line, section });
        else
            cut = true;
    };
    return { begin, located: () => [...heads.values()], cut: () => cut };
};
const MAX_TITLE = 200;
/** What a section is called, in one short line; undefined before the first step. */
const titleOf = (section) => {
    switch (section.kind) {
        case 'set-up':
        case 'prepare':
            return undefined;
        case 'post':
            return 'Post job cleanup';
        case 'action':
        case 'plain':
            return section.title.slice(0, MAX_TITLE);
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/located-facts.js


/** What the readers found, as facts in the order of their lines. */
const factsOf = (readers, fetched, belief) => {
    const place = (line, section) => locate(line, section, belief);
    const facts = [
        ...setUpFacts(readers.setUp),
        ...fetched.located().map(one => actionFact(one, undefined)),
        ...fetched.doubted().map(one => actionFact(one, 'low')),
        ...readers.containers.located().map(({ container: { source: _, name, image, role, digest }, line }) => ({
            kind: 'image-pull',
            image,
            ...(0,known_fields/* knownFields */.p)({ role, service: name, digest }),
            ...place(line),
        })),
        ...readers.heads.located().map(({ line, section }) => ({
            kind: 'step',
            name: titleOf(section) ?? '',
            ...(section.kind === 'action' ? { action: section.uses.uses } : {}),
            ...(section.kind === 'post' ? { stage: 'post' } : {}),
            ...place(line, section),
        })),
        ...readers.caches.located().map(cache => cacheFact(cache, belief)),
        ...readers.artifacts.located().map(artifact => artifactFact(artifact, belief)),
        ...readers.doubtedCaches.located().map(cache => ({ ...cacheFact(cache, belief), ...DOUBTED })),
        ...readers.doubtedArtifacts.located().map(artifact => ({ ...artifactFact(artifact, belief), ...DOUBTED })),
        ...readers.buildCaches.located().map(({ cache, line, section }) => ({
            kind: 'build-cache',
            ...cache,
            ...place(line, section),
        })),
        ...readers.images
            .located()
            .flatMap(({ kind, image, digest, line, section }) => imageFact(kind, image, digest, place(line, section))),
        ...readers.tools.located().map(({ tool, line, section }) => ({
            kind: 'tool',
            ...tool,
            action: section.uses.uses,
            ...place(line, section),
        })),
        ...readers.failures
            .located()
            .map(({ failure, line, section }) => ({ ...failure, ...place(line, section) })),
    ];
    return facts.toSorted((a, b) => a.line - b.line);
};
const DOUBTED = { confidence: 'low' };
const locate = (line, section, belief) => {
    const step = section === undefined ? undefined : titleOf(section);
    const confidence = belief.of(section);
    return { line: line.number ?? 0, ...(0,known_fields/* knownFields */.p)({ at: line.time, step, confidence }) };
};
const setUpFacts = ({ facts, lineOf }) => {
    const { permissions, ...rest } = facts();
    const place = (name) => ({
        line: lineOf(name)?.number ?? 0,
        ...(0,known_fields/* knownFields */.p)({ at: lineOf(name)?.time }),
    });
    const texts = Object.entries(rest);
    return [
        ...texts.map(([name, { value }]) => ({ kind: 'set-up', name, value, ...place(name) })),
        ...(permissions === undefined
            ? []
            : [{ kind: 'permissions', permissions: permissions.value, ...place('permissions') }]),
    ];
};
const actionFact = ({ action, line }, confidence) => {
    const { kind: type, source: _, ...rest } = action;
    return {
        kind: 'action',
        type,
        ...(0,known_fields/* knownFields */.p)(rest),
        ...(0,known_fields/* knownFields */.p)({ line: line.number ?? 0, at: line.time, confidence }),
    };
};
const cacheFact = ({ operation, line, section }, belief) => {
    const { source: _, at, step, ...rest } = operation;
    const confidence = belief.of(section);
    const title = step ?? (section === undefined ? undefined : titleOf(section));
    return { kind: 'cache', ...(0,known_fields/* knownFields */.p)(rest), ...(0,known_fields/* knownFields */.p)({ line, at, step: title, confidence }) };
};
const artifactFact = ({ kind, artifact, line, section }, belief) => ({
    kind,
    ...(0,known_fields/* knownFields */.p)(artifact),
    ...locate(line, section, belief),
});
/** A push without a digest tells nothing. */
const imageFact = (kind, image, digest, place) => {
    if (kind === 'image-push')
        return digest === undefined ? [] : [{ kind, digest, ...(0,known_fields/* knownFields */.p)({ image }), ...place }];
    return image === undefined ? [] : [{ kind, image, ...(0,known_fields/* knownFields */.p)({ digest }), ...place }];
};

// EXTERNAL MODULE: ./lib/src/model/fact.js
var fact = __webpack_require__(9036);
;// CONCATENATED MODULE: ./lib/src/sources/job-log/log-gaps.js

/** What a log could not tell, from what its readers dropped or cut. */
const gapsOfLog = (readers, sections) => {
    const dropped = sections.fetched.dropped();
    const disbelieved = sections.disbelieved();
    const { droppedPosts } = readers;
    return [
        ...(sections.hasSetUp()
            ? []
            : [
                gap('runner.version', 'not-found', 'the log does not begin with Set up job'),
                gap('caches', 'not-found', 'without Set up job nothing tells an action from a script that passes for one'),
            ]),
        ...(dropped > 0
            ? [gap('actions', 'malformed', `${dropped} fetches in the middle of the job may be a script's`)]
            : []),
        ...(disbelieved > 0 ? [gap('caches', 'malformed', `${disbelieved} heads of actions may be a script's`)] : []),
        ...(droppedPosts > 0 ? [gap('caches', 'malformed', `${droppedPosts} lines of a post stood before a step`)] : []),
        ...NAMES.filter(name => readers[name]?.cut() === true).map(name => gap(FIELDS[name], 'too-large')),
    ];
};
/** The readers that stop at a limit, with the field that is short then. */
const FIELDS = {
    caches: 'caches',
    artifacts: 'artifacts',
    doubtedCaches: 'caches',
    doubtedArtifacts: 'artifacts',
    steps: 'steps',
    heads: 'steps',
    buildCaches: 'buildCaches',
    images: 'images',
    pushes: 'pushes',
    tools: 'tools',
    failures: 'failures',
};
const NAMES = Object.keys(FIELDS);
const gap = (0,fact/* gapFrom */.rK)('log');

// EXTERNAL MODULE: ./lib/src/sources/job-log/log-line.js
var log_line = __webpack_require__(4649);
;// CONCATENATED MODULE: ./lib/src/sources/job-log/artifact-lines.js


/**
 * Uploads and downloads of `@actions/artifact` (actions/toolkit packages/artifact/src/internal/upload/upload-artifact.ts,
 * download/download-artifact.ts) and of actions/upload-artifact and download-artifact, whichever action calls the
 * library. To be given the output of actions and posts only.
 */
const createArtifactReader = () => {
    const uploads = new Map();
    const downloads = new Map();
    let section;
    let digest;
    let cut = false;
    const put = (upload) => {
        const known = uploads.get(upload.id);
        // Two lines of one step tell of an upload; what a later step prints of it changes nothing.
        if (known !== undefined) {
            if (known.place.section === upload.place.section)
                Object.assign(known, upload, { place: known.place });
        }
        else if (uploads.size < limits/* LIMITS */.b.artifacts)
            uploads.set(upload.id, upload);
        else
            cut = true;
    };
    const read = (line, where) => {
        const { text } = line;
        if (where !== section)
            digest = undefined;
        section = where;
        const place = { line, section: where };
        digest = digestOf(text) ?? digest;
        const finalized = finalizedOf(text);
        if (finalized !== undefined) {
            put({ ...finalized, place, ...(digest === undefined ? {} : { digest: `sha256:${digest}` }) });
            digest = undefined;
        }
        const uploaded = uploadedOf(text);
        if (uploaded !== undefined)
            put({ ...uploaded, place });
        const download = downloadOf(text);
        if (download === undefined)
            return;
        const name = download.id ?? download.name;
        if (downloads.has(name))
            return;
        if (downloads.size < limits/* LIMITS */.b.artifacts)
            downloads.set(name, { ...download, ...fromWhere(where), place });
        else
            cut = true;
    };
    return {
        read,
        dropPosts: () => {
            const posts = [uploads, downloads].flatMap(map => [...map].filter(([, item]) => item.place.section.kind === 'post').map(([id]) => ({ map, id })));
            for (const { map, id } of posts)
                map.delete(id);
            return posts.length;
        },
        artifacts: () => [...uploads.values()].map(({ place: _, ...upload }) => ({ ...upload, source: 'log' })),
        downloads: () => [...downloads.values()].map(({ place: _, ...download }) => download),
        located: () => [
            ...[...uploads.values()].map(({ place, ...artifact }) => ({
                kind: 'artifact-upload',
                artifact,
                ...place,
            })),
            ...[...downloads.values()].map(({ place, step: _, ...artifact }) => ({
                kind: 'artifact-download',
                artifact,
                ...place,
            })),
        ],
        cut: () => cut,
    };
};
const MAX_NAME = 512;
const isName = (name) => name !== '' && name.length <= MAX_NAME;
/** `digest` since March 2025, `hash` before; `zip` was named until February 2026. */
const digestOf = (text) => /^SHA256 (?:digest|hash) of uploaded artifact (?:zip )?is ([0-9a-f]{64})$/.exec(text)?.[1];
const FINALIZED = ' successfully finalized. Artifact ID ';
/** `Artifact <name>.zip successfully finalized. Artifact ID <id>`; a later line gives the name without doubt. */
const finalizedOf = (text) => {
    const rest = (0,log_line/* after */.Pl)(text, 'Artifact ');
    const split = rest?.lastIndexOf(FINALIZED) ?? -1;
    if (rest === undefined || split < 0)
        return undefined;
    const file = rest.slice(0, split);
    const name = file.endsWith('.zip') ? file.slice(0, -4) : file;
    const id = rest.slice(split + FINALIZED.length);
    return isName(name) && isId(id) ? { name, id } : undefined;
};
const UPLOADED = ' has been successfully uploaded! Final size is ';
const uploadedOf = (text) => {
    const rest = (0,log_line/* after */.Pl)(text, 'Artifact ');
    const split = rest?.lastIndexOf(UPLOADED) ?? -1;
    if (rest === undefined || split < 0)
        return undefined;
    const name = rest.slice(0, split);
    const numbers = /^(\d{1,15}) bytes\. Artifact ID is (\d{1,20})$/.exec(rest.slice(split + UPLOADED.length));
    const [, size, id] = numbers ?? [];
    return size === undefined || id === undefined || !isName(name) ? undefined : { name, id, sizeBytes: Number(size) };
};
/** `- <name> (ID: <id>, Size: <bytes>, Expected Digest: sha256:<hex>)`; the digest came with version 5. */
const downloadOf = (text) => {
    const rest = (0,log_line/* between */.Tq)(text, '- ', ')');
    const split = rest?.lastIndexOf(' (ID: ') ?? -1;
    if (rest === undefined || split < 0)
        return undefined;
    const name = rest.slice(0, split);
    const [id = '', size, expected] = rest.slice(split + ' (ID: '.length).split(', ');
    if (!isName(name) || !isId(id) || size?.startsWith('Size: ') !== true)
        return undefined;
    const digest = (0,log_line/* after */.Pl)(expected ?? '', 'Expected Digest: ');
    const bytes = /^\d{1,15}$/.test(size.slice(6)) ? { sizeBytes: Number(size.slice(6)) } : {};
    return { name, id, ...bytes, ...(digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest) ? { digest } : {}) };
};
/**
 * The step, and the run that an input names. actions/download-artifact shows `run-id` with its default, the run itself, and
 * only asks another run where it has a token too (src/download-artifact.ts).
 */
const fromWhere = (section) => {
    if (section.kind !== 'action')
        return {};
    const { inputs, title, uses } = section;
    const asksByToken = /^actions\/download-artifact$/i.test(uses.action) && (inputs.get('github-token') ?? '') !== '';
    const runId = asksByToken ? inputs.get('run-id')?.trim() : undefined;
    return { ...(runId !== undefined && isId(runId) ? { runId } : {}), step: title };
};
const isId = (text) => /^\d{1,20}$/.test(text);

// EXTERNAL MODULE: ./lib/src/model/time.js
var model_time = __webpack_require__(5491);
;// CONCATENATED MODULE: ./lib/src/sources/job-log/script-times.js


/** REST cuts times of steps off to whole seconds: a step may have ended so much later, in milliseconds. */
const CUT_OFF = 999;
/**
 * Tells of a time whether only scripts ran then (true), whether an action ran (false), or that nothing is known
 * (undefined). A step without an action is a script. Whole seconds are shared by neighbours: such times can show that
 * nothing but a script ran, but never that an action did.
 */
const scriptTimes = (steps) => {
    const intervals = steps.slice(0, limits/* LIMITS */.b.steps).flatMap(toInterval);
    return time => {
        const at = (0,model_time/* toMillis */.kE)(time);
        if (at === undefined)
            return undefined;
        const around = intervals.filter(({ from, to }) => from <= at && at <= to);
        if (around.length === 0)
            return undefined;
        if (around.every(({ script }) => script))
            return true;
        return around.every(({ exact }) => exact) ? false : undefined;
    };
};
const toInterval = (step) => {
    const from = step.startedAt === undefined ? undefined : (0,model_time/* toMillis */.kE)(step.startedAt);
    const to = step.finishedAt === undefined ? undefined : (0,model_time/* toMillis */.kE)(step.finishedAt);
    const runs = step.stage === 'pre' || step.stage === 'main' || step.stage === 'post';
    if (from === undefined || to === undefined || !runs)
        return [];
    const exact = isExact(step);
    return [{ from, to: exact ? to : to + CUT_OFF, script: step.action === undefined, exact }];
};
/** Whether a step's times are the runner's own, of 100 ns. */
const isExact = ({ source }) => source !== 'api';

;// CONCATENATED MODULE: ./lib/src/sources/job-log/belief.js

/**
 * How far the lines of a section are believed. A script prints what its author likes, so that it is believed of itself
 * and little. The text has no marks of steps, and a script can print the head of an action that the job fetched: after
 * the first script an action's section is believed less, unless exact times of the steps tell what ran.
 */
const createBelief = (steps) => {
    const knowsSteps = steps.some(isExact);
    // Sections that no fact refers to are forgotten, however many a log has.
    const afterScript = new WeakSet();
    let hasScript = false;
    const begin = (section) => {
        if (section.kind === 'plain')
            hasScript = true;
        else if (hasScript)
            afterScript.add(section);
    };
    const of = (section) => {
        if (section === undefined)
            return undefined;
        if (section.kind === 'plain')
            return 'low';
        return afterScript.has(section) && !knowsSteps ? 'medium' : undefined;
    };
    return { begin, of };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/compiler-cache-lines.js

/**
 * What is known after this line: ccache 4 `Cacheable calls:  685 / 2133 (32.11%)`, then `  Hits:  57 /  685`
 * (src/ccache/core/statistics.cpp), ccache 3 `cache hit (direct)  12` and two more (src/stats.c); sccache
 * `Compile requests  907`, then `Cache hits  12` (src/server.rs).
 */
const countsOf = (text, line, known) => {
    const cacheable = numberAfter(text.trimStart(), 'Cacheable calls:');
    if (cacheable !== undefined)
        return { tool: 'ccache', line, calls: cacheable };
    const requests = numberAfter(text, 'Compile requests ');
    if (requests !== undefined)
        return { tool: 'sccache', line, calls: requests };
    const direct = numberAfter(text, 'cache hit (direct)');
    if (direct !== undefined)
        return { tool: 'ccache', line, hits: direct };
    if (known === undefined)
        return undefined;
    if (known.calls !== undefined) {
        const hits = known.tool === 'ccache' ? numberAfter(text.trimStart(), 'Hits:') : numberAfter(text, 'Cache hits ');
        return hits === undefined ? known : { ...known, hits };
    }
    const preprocessed = numberAfter(text, 'cache hit (preprocessed)');
    if (preprocessed !== undefined)
        return { ...known, hits: (known.hits ?? 0) + preprocessed };
    const misses = numberAfter(text, 'cache miss ');
    return misses === undefined ? known : { ...known, misses };
};
/** Undefined while a number is missing. */
const compilerCacheOf = ({ tool, calls, hits, misses }) => {
    if (hits === undefined)
        return undefined;
    if (calls !== undefined)
        return { tool, calls, hits };
    return misses === undefined ? undefined : { tool, calls: hits + misses, hits };
};
/** The number that stands next, after spaces. */
const numberAfter = (text, beginning) => {
    const [word = ''] = ((0,log_line/* after */.Pl)(text, beginning) ?? '').slice(0, 200).trimStart().split(' ');
    return /^\d{1,12}$/.test(word) ? Number(word) : undefined;
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/build-cache-lines.js



/**
 * What build tools say of their own caches. They print it themselves, in whatever step runs them, so that it is about the
 * step that it stands in and no other.
 */
const createBuildCacheReader = () => {
    let found = [];
    let builds = [];
    const seen = new Set();
    let layers;
    /** Statistics of a compiler cache of which more lines are to come. */
    let counts;
    let last;
    let cut = false;
    const isFull = () => found.length + builds.length >= limits/* LIMITS */.b.buildCaches;
    /** Logs are served with stretches repeated at times: a line of the same time says nothing new. */
    const isRepeated = (line, what) => {
        if (line.time === undefined || seen.size >= MAX_SEEN)
            return false;
        const name = `${line.time} ${what}`;
        if (seen.has(name))
            return true;
        seen.add(name);
        return false;
    };
    const add = (cache, line, section) => {
        if (isRepeated(line, JSON.stringify(cache)))
            return;
        if (isFull())
            cut = true;
        else
            found.push({ cache, line, section });
    };
    const build = (line, section) => {
        if (layers !== undefined)
            return layers;
        if (isFull())
            cut = true;
        else {
            layers = { line, section, cached: 0, imports: [] };
            builds.push(layers);
        }
        return layers;
    };
    const read = (line, section) => {
        if (section !== last) {
            last = section;
            layers = undefined;
            counts = undefined;
        }
        const text = line.text.startsWith('\u001b') ? line.text.replace(COLOUR, '') : line.text;
        if (text.startsWith('##['))
            return;
        if (text.startsWith('#')) {
            const said = buildKitOf(text);
            if (said === undefined || isRepeated(line, text))
                return;
            // A step may run several builds.
            if (said.startsWith(BEGIN))
                layers = undefined;
            tell(build(line, section), said);
            return;
        }
        const whole = bazelOf(text) ?? gradleOf(text);
        if (whole !== undefined)
            add(whole, line, section);
        counts = countsOf(text, line, counts);
        const cache = counts === undefined ? undefined : compilerCacheOf(counts);
        if (counts === undefined || cache === undefined)
            return;
        add(cache, counts.line, section);
        counts = undefined;
    };
    const located = () => [
        ...found,
        ...builds.map(({ line, section, cached, imports }) => ({
            cache: { tool: 'buildkit', cachedLayers: cached, imports },
            line,
            section,
        })),
    ];
    const dropPosts = () => {
        const before = found.length + builds.length;
        found = found.filter(({ section }) => section.kind !== 'post');
        builds = builds.filter(({ section }) => section.kind !== 'post');
        return before - found.length - builds.length;
    };
    return { read, dropPosts, located, cut: () => cut };
};
const MAX_SEEN = 5_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing colours is the purpose
const COLOUR = /\u001b\[[\d;]{0,20}m/g;
const MAX_IMPORTS = 10;
const BEGIN = 'building with ';
/**
 * `#12 CACHED`, `#4 importing cache manifest from <ref>`: moby/buildkit util/progress/progressui/printer.go,
 * cache/remotecache/import.go; `#0 building with "default" instance using docker driver`, where a build begins: docker/buildx
 * util/progress/printer.go.
 */
const buildKitOf = (text) => /^#\d{1,6} (CACHED|building with ".{1,200}|importing cache manifest from \S{1,300})$/.exec(text.trimEnd())?.[1];
const tell = (layers, said) => {
    if (layers === undefined || said.startsWith(BEGIN))
        return;
    const from = (0,log_line/* after */.Pl)(said, 'importing cache manifest from ');
    if (from === undefined)
        layers.cached += 1;
    else if (layers.imports.length < MAX_IMPORTS && !layers.imports.includes(from))
        layers.imports.push(from);
};
/** `INFO: 7 processes: 1 remote cache hit, 3 internal.`: bazelbuild/bazel src/main/java/…/build/lib/actions/SpawnStats.java. */
const bazelOf = (text) => {
    const [, processes, kinds] = /^INFO: (\d{1,9}) process(?:es)?: (.{1,500})\.$/.exec(text) ?? [];
    if (processes === undefined || kinds === undefined)
        return undefined;
    const count = (kind) => Number(new Map(kinds.split(', ').map(nameAndCount)).get(kind) ?? 0);
    return {
        tool: 'bazel',
        processes: Number(processes),
        remoteHits: count('remote cache hit'),
        diskHits: count('disk cache hit'),
    };
};
/** `5 from cache` as name and count. */
const nameAndCount = (item) => {
    const space = item.indexOf(' ');
    const count = item.slice(0, Math.max(space, 0));
    return [item.slice(space + 1), /^\d{1,9}$/.test(count) ? count : '0'];
};
/** `14 actionable tasks: 1 executed, 1 from cache, 12 up-to-date`: gradle/gradle …/TaskExecutionStatisticsReporter. */
const gradleOf = (text) => {
    const [, tasks, kinds] = /^(\d{1,9}) actionable tasks?: (.{1,200})$/.exec(text) ?? [];
    if (tasks === undefined || kinds === undefined)
        return undefined;
    const counts = new Map(kinds.split(', ').map(nameAndCount));
    const count = (kind) => Number(counts.get(kind) ?? 0);
    return {
        tool: 'gradle',
        tasks: Number(tasks),
        executed: count('executed'),
        fromCache: count('from cache'),
        upToDate: count('up-to-date'),
    };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/cache-events.js

const MAX_KEY = 512;
const RESERVED = ', another job may be creating this cache.';
const MISS_FAILED = '##[error]Failed to restore cache entry. Exiting as fail-on-cache-miss is set. Input key: ';
/**
 * What one line says of a cache; undefined for any other line. Beside the library and actions/cache: actions/setup-*
 * (src/cache-restore.ts, cache-save.ts), astral-sh/setup-uv (src/cache/restore-cache.ts, src/save-cache.ts),
 * ruby/setup-ruby (bundler.js), Swatinem/rust-cache (src/restore.ts), hendrikmuhs/ccache-action (src/restore.ts),
 * gradle/actions (sources/src/cache-service-basic.ts; until v5 sources/src/caching/).
 */
const cacheEvent = (text) => {
    const found = foundEvent(text);
    if (found !== undefined)
        return found;
    const missed = (0,log_line/* after */.Pl)(text, 'Cache not found for input keys: ');
    if (missed !== undefined) {
        const [key, ...restoreKeys] = missed.split(', ').map(item => item.trim());
        return {
            kind: 'missed',
            keys: { ...(isKey(key) ? { key } : {}), restoreKeys: restoreKeys.filter(isKey).slice(0, 10) },
        };
    }
    const missedUv = (0,log_line/* after */.Pl)(text, 'No GitHub Actions cache found for key: ');
    if (missedUv !== undefined)
        return { kind: 'missed', keys: isKey(missedUv) ? { key: missedUv } : {} };
    const asked = (0,log_line/* after */.Pl)(text, 'Cache key: ');
    if (isKey(asked))
        return { kind: 'asked', key: asked };
    if (MISSES.includes(text))
        return { kind: 'missed', keys: {} };
    const failed = (0,log_line/* after */.Pl)(text, MISS_FAILED);
    if (failed !== undefined)
        return { kind: 'missed', keys: isKey(failed) ? { key: failed } : {} };
    // `npm cache is not found` of setup-node, `go cache` of others: the key is not said.
    if (/^(?:[\w-]{1,40} cache|Cache) is not found$/.test(text))
        return { kind: 'missed', keys: {} };
    if (text === 'Lookup only - skipping download')
        return { kind: 'lookup-only' };
    if (text === 'Cache restored successfully')
        return { kind: 'unpacked' };
    // A refusal of the service's own fault (5xx) is an error, any other a warning.
    const message = (0,log_line/* after */.Pl)(text, '##[warning]') ?? (0,log_line/* after */.Pl)(text, '##[error]') ?? text;
    const unread = refusalOf(message, 'restore', 'read');
    if (unread !== undefined)
        return { kind: 'restore-refused', reason: unread };
    const unwritten = refusalOf(message, 'save', 'write');
    if (unwritten !== undefined)
        return { kind: 'not-saved', reason: unwritten, goesOn: message.startsWith(RESERVATION) };
    if (message.startsWith('Failed to restore: '))
        return { kind: 'restore-failed' };
    return sizeEvent(text) ?? saveEvent(text, message);
};
const MISSES = [
    'No cache found.',
    'Gradle User Home cache not found. Will initialize empty.',
    'Basic caching did not find an entry to restore. Will start with empty state.',
];
const foundEvent = (text) => {
    const exact = (0,log_line/* after */.Pl)(text, 'Cache hit for: ');
    if (isKey(exact))
        return { kind: 'found', key: exact, exact: 'hit', isAnswer: true };
    const prefix = (0,log_line/* after */.Pl)(text, 'Cache hit for restore-key: ');
    if (isKey(prefix))
        return { kind: 'found', key: prefix, exact: 'partial', isAnswer: true };
    const rust = /^Restored from cache key "([^"]{1,512})" full match: (true|false)\.?$/.exec(text);
    if (rust?.[1] !== undefined)
        return { kind: 'found', key: rust[1], exact: rust[2] === 'true' ? 'hit' : 'partial' };
    const timed = /^Restored cache entry with key ([^ ]{1,512}) to .{0,8000} in (\d{1,9})ms$/.exec(text);
    if (timed?.[1] !== undefined)
        return { kind: 'restored-in', key: timed[1], elapsedMs: Number(timed[2]) };
    const restored = (0,log_line/* after */.Pl)(text, 'Cache restored from key: ') ??
        (0,log_line/* after */.Pl)(text, 'Basic caching restored from cache key: ') ??
        (0,log_line/* between */.Tq)(text, 'Restored from cache key "', '".') ??
        (0,log_line/* after */.Pl)(text, 'uv cache restored from GitHub Actions cache with key: ') ??
        (0,log_line/* after */.Pl)(text, 'Found cache for key: ');
    if (isKey(restored))
        return { kind: 'found', key: restored };
    const seen = (0,log_line/* after */.Pl)(text, 'Cache found and can be restored from key: ');
    return isKey(seen) ? { kind: 'found', key: seen, lookup: true } : undefined;
};
const sizeEvent = (text) => {
    const match = /^Cache Size: ~\d{1,12} MB \((\d{1,15}) B\)$/.exec(text) ?? /^Sent \d{1,15} of (\d{1,15}) \(/.exec(text);
    return match?.[1] === undefined ? undefined : { kind: 'size', bytes: Number(match[1]) };
};
const RESERVATION = 'Cache reservation failed: ';
const saveEvent = (text, message) => {
    const saved = (0,log_line/* after */.Pl)(text, 'Cache saved with key: ') ??
        (0,log_line/* after */.Pl)(text, 'Cache saved with the key: ') ??
        (0,log_line/* after */.Pl)(text, 'cache saved with the key: ') ??
        (0,log_line/* after */.Pl)(text, 'uv cache saved with the key: ') ??
        (0,log_line/* after */.Pl)(text, 'Basic caching saved entry with key: ') ??
        /^Saved cache entry with key ([^ ]{1,512}) from .{0,8000} in \d{1,9}ms$/.exec(text)?.[1];
    if (isKey(saved))
        return { kind: 'saved', key: saved };
    const same = (0,log_line/* between */.Tq)(text, 'Cache hit occurred on the primary key ', ', not saving cache.') ??
        (0,log_line/* between */.Tq)(text, 'Cache hit occurred on the cache key ', ', not saving cache.') ??
        (0,log_line/* between */.Tq)(text, 'Cache hit occurred on key ', ', not saving cache.') ??
        (0,log_line/* between */.Tq)(text, 'Basic caching restored entry with key `', '`. Save was skipped.');
    if (isKey(same))
        return { kind: 'not-saved', key: same, reason: 'exact-hit' };
    if (message.startsWith(RESERVATION))
        return { kind: 'not-saved', reason: 'error', goesOn: true };
    if (text === '##[warning]Cache save failed.')
        return { kind: 'save-failed' };
    // actions/setup-python src/cache-save.ts: its restore had found no folder to keep.
    if (text.startsWith('##[warning]Cache paths are empty. '))
        return { kind: 'not-saved', reason: 'error' };
    const failed = (0,log_line/* after */.Pl)(message, 'Failed to save: ');
    return failed === undefined ? undefined : failedSave(failed);
};
/** Why, in the words of the library: actions/toolkit packages/cache/src/cache.ts. */
const failedSave = (why) => {
    const reserved = (0,log_line/* after */.Pl)(why, 'Unable to reserve cache with key ');
    const end = reserved?.indexOf(RESERVED) ?? -1;
    const key = reserved?.slice(0, Math.max(end, 0));
    if (end >= 0)
        return { kind: 'not-saved', ...(isKey(key) ? { key } : {}), reason: 'another-job-creates-it' };
    const [, bytes] = TOO_LARGE.exec(why) ?? [];
    return bytes === undefined
        ? { kind: 'not-saved', reason: 'error' }
        : { kind: 'not-saved', reason: 'over-limit', bytes: Number(bytes) };
};
const TOO_LARGE = /^Cache size of ~\d{1,12} MB \((\d{1,15}) B\) is over the (?:10GB|data cap) limit, not saving cache\.$/;
const refusalOf = (text, operation, access) => {
    if (text.startsWith(`Cache ${operation} skipped: the effective cache-mode '`))
        return text.endsWith(` does not permit ${access}s.`) ? 'mode-forbids' : undefined;
    return text.includes(`cache ${access} denied:`) ? 'denied' : undefined;
};
const isKey = (text) => text !== undefined && text !== '' && text.length <= MAX_KEY;

;// CONCATENATED MODULE: ./lib/src/sources/job-log/restore-times.js

/**
 * How long a restore took, by the times of the log's lines: the library names the entry, downloads, unpacks, and says so
 * (actions/toolkit packages/cache/src/cache.ts restoreCacheV2). Until version 4.0.4 it did not name the entry first.
 */
const createRestoreTimes = () => {
    let from;
    let waiting = 0;
    let elapsed;
    const begin = (time) => {
        from = time;
        waiting = 0;
        elapsed = undefined;
    };
    const answered = (time) => {
        from = time;
        waiting += 1;
        elapsed = undefined;
    };
    const unpacked = (time) => {
        const millis = (0,model_time/* millisBetween */.lO)(from, time);
        elapsed = waiting > 1 || millis === undefined || millis < 0 ? undefined : Math.round(millis);
        // Of several at the same time nothing tells which is done: none of them is timed.
        if (waiting <= 1)
            waiting = 0;
        from = undefined;
    };
    return { begin, answered, unpacked, elapsedMs: () => elapsed };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/cache-lines.js



/**
 * One operation per restore and per save, out of the lines of `@actions/cache` (actions/toolkit packages/cache/src/cache.ts)
 * and of its callers (actions/cache src/restoreImpl.ts, saveImpl.ts; actions/setup-node src/cache-restore.ts,
 * cache-save.ts). Library lines alone do for other actions. To be given the output of actions and posts only.
 */
const createCacheReader = () => {
    let operations = [];
    const entries = new Map();
    let section;
    /** The restore that later lines of the section still tell about. */
    let current;
    /** The key that the section said it asks for, where its inputs do not tell. */
    let announced;
    let size;
    let lookup = false;
    /** A save of which the library has more to say. */
    let unsaved;
    let hasSave = false;
    let cut = false;
    const times = createRestoreTimes();
    const add = (operation) => {
        // Logs are served with stretches repeated at times; one entry has one time of 100 ns.
        const entry = `${operation.at} ${operation.operation} ${operation.key}`;
        const again = operation.at === undefined ? undefined : entries.get(entry);
        if (again !== undefined)
            return again;
        if (operations.length < limits/* LIMITS */.b.caches)
            entries.set(entry, operation);
        if (operations.length < limits/* LIMITS */.b.caches)
            operations.push(operation);
        else
            cut = true;
        return operation;
    };
    const base = (line) => ({
        ...(section?.kind === 'action' ? { action: section.uses.uses, step: section.title } : {}),
        restoreKeys: [],
        ...(line.time === undefined ? {} : { at: line.time }),
        source: 'log',
        ...(section?.kind === 'post' ? { inPost: true } : {}),
        ...(line.number === undefined ? {} : { line: line.number }),
        ...(section === undefined ? {} : { section }),
    });
    const restore = (line, result, found) => {
        const asked = announced === undefined ? askedKeys(section) : { key: announced, restoreKeys: [] };
        const known = current ?? add({ ...base(line), ...asked, operation: isLookup(section) ? 'lookup' : 'restore', result });
        Object.assign(known, { result, ...found });
        if (size !== undefined)
            known.sizeBytes = size;
        size = undefined;
        if (lookup)
            known.operation = 'lookup';
        current = known;
        keepTime();
    };
    const keepTime = () => {
        const elapsedMs = times.elapsedMs();
        if (elapsedMs !== undefined && current?.matchedKey !== undefined)
            current.elapsedMs = elapsedMs;
    };
    /** The library said `restore-key`, or the key found is not the key asked for. */
    const hitKind = (matched) => {
        const asked = askedKeys(section).key ?? announced ?? current?.key;
        if (asked !== undefined)
            return isSameKey(asked, matched) ? 'hit' : 'partial';
        return current?.result === 'partial' && current.matchedKey === matched ? 'partial' : 'hit';
    };
    const save = (line, result, found) => {
        const known = add({
            ...base(line),
            operation: 'save',
            result,
            ...(size === undefined || result === 'not-saved' ? {} : { sizeBytes: size }),
            ...found,
        });
        size = undefined;
        hasSave = true;
        return known;
    };
    const notSaved = (line, event) => {
        const { key = saveKey(section), reason, bytes } = event;
        if (unsaved !== undefined) {
            // The first word names the cause, the second the key.
            if (key !== undefined)
                unsaved.key = key;
            unsaved = undefined;
            return;
        }
        const said = { ...(key === undefined ? {} : { key }), ...(bytes === undefined ? {} : { sizeBytes: bytes }), reason };
        const operation = save(line, 'not-saved', said);
        if (event.goesOn === true)
            unsaved = operation;
    };
    /** An entry that gradle/actions asked for by this key; its timing is better than that of lines. */
    const restoredIn = (line, key, elapsedMs) => {
        const isIt = (one) => isSame(one.section, section) && isSameKey(one.matchedKey ?? '', key);
        const known = operations.find(isIt);
        if (known !== undefined)
            Object.assign(known, { key, elapsedMs, result: 'hit' });
        // An entry of the user home may be that of a restore key, which this line does not name.
        else if (!key.startsWith('gradle-home'))
            add({ ...base(line), operation: 'restore', key, result: 'hit', elapsedMs });
    };
    const read = (line, where) => {
        if (where !== section) {
            section = where;
            current = undefined;
            announced = undefined;
            size = undefined;
            lookup = false;
            unsaved = undefined;
            hasSave = false;
            times.begin(isCacheAction(where) ? where.time : undefined);
        }
        const { text } = line;
        const event = cacheEvent(text);
        switch (event?.kind) {
            case 'found':
                if (event.isAnswer === true)
                    times.answered(line.time);
                // A second restore of the same step begins where the first one is complete.
                if (current?.matchedKey !== undefined && !isSameKey(current.matchedKey, event.key))
                    current = undefined;
                restore(line, event.exact ?? hitKind(event.key), {
                    matchedKey: event.key,
                    ...(event.exact === 'hit' ? { key: event.key } : {}),
                });
                if (event.lookup && current !== undefined)
                    current.operation = 'lookup';
                break;
            case 'missed':
                restore(line, 'miss', event.keys);
                current = undefined;
                break;
            case 'restore-refused':
                restore(line, 'not-permitted', { reason: event.reason });
                break;
            case 'restore-failed':
                restore(line, 'miss', { reason: 'error' });
                break;
            case 'lookup-only':
                lookup = true;
                if (current !== undefined)
                    current.operation = 'lookup';
                break;
            case 'unpacked':
                times.unpacked(line.time);
                keepTime();
                break;
            case 'restored-in':
                restoredIn(line, event.key, event.elapsedMs);
                break;
            case 'asked':
                announced = event.key;
                break;
            case 'size':
                size = event.bytes;
                if (current?.matchedKey !== undefined) {
                    current.sizeBytes = event.bytes;
                    size = undefined;
                }
                break;
            case 'saved':
                save(line, 'saved', { key: event.key });
                break;
            case 'not-saved':
                notSaved(line, event);
                break;
            case 'save-failed':
                if (!hasSave)
                    notSaved(line, { kind: 'not-saved', reason: 'error' });
                break;
            case undefined:
                break;
        }
    };
    return {
        read,
        dropPosts: () => {
            const before = operations.length;
            operations = operations.filter(({ inPost }) => inPost !== true);
            current = undefined;
            return before - operations.length;
        },
        operations: () => operations.map(operation => attribute(operation, operations)),
        located: () => operations.map(operation => ({
            operation: attribute(operation, operations),
            line: operation.line ?? 0,
            ...(operation.section === undefined ? {} : { section: operation.section }),
        })),
        cut: () => cut,
    };
};
/** Logs are served with stretches repeated at times: of one section two may be read. */
const isSame = (a, b) => a === b || (a?.kind === 'action' && b?.kind === 'action' && a.time === b.time && a.title === b.title);
const KEY_ORDER = new Intl.Collator(undefined, { sensitivity: 'accent' });
/** actions/cache compares keys without regard to case (src/utils/actionUtils.ts isExactKeyMatch). */
const isSameKey = (a, b) => a === b || KEY_ORDER.compare(a, b) === 0;
const isCacheAction = (section) => section?.kind === 'action' && /^actions\/cache(?:\/restore|\/save)?$/i.test(section.uses.action);
/** actions/cache/save names its key in its inputs; a post has none. */
const saveKey = (section) => isCacheAction(section) && /\/save$/i.test(section.uses.action) ? askedKeys(section).key : undefined;
const isLookup = (section) => isCacheAction(section) && section.inputs.get('lookup-only') === 'true';
const askedKeys = (section) => {
    if (!isCacheAction(section))
        return { restoreKeys: [] };
    const key = section.inputs.get('key')?.trim();
    const restoreKeys = (section.inputs.get('restore-keys') ?? '').split('\n').map(item => item.trim());
    return { ...(isKey(key) ? { key } : {}), restoreKeys: restoreKeys.filter(isKey).slice(0, 10) };
};
/** A save in a post belongs to the action that asked for the same key; a lone miss without a key asked for it too. */
const attribute = ({ inPost, line: _line, section: _section, ...operation }, all) => {
    const { key } = operation;
    if (inPost !== true || key === undefined)
        return operation;
    const asked = all.filter(other => other.operation !== 'save' && other.inPost !== true);
    const same = asked.find(other => isSameKey(other.key ?? other.matchedKey ?? '', key));
    const unknown = asked.filter(other => other.result === 'miss' && other.key === undefined);
    const from = same ?? (unknown.length === 1 ? unknown[0] : undefined);
    if (from?.action === undefined)
        return operation;
    return { ...operation, action: from.action, step: `Post ${from.step ?? from.action}` };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/container-lines.js

/** Entries of `containers` in the manifest. */
const MAX_CONTAINERS = 100;
/**
 * Images of the job, its services and its container actions, out of the lines between Set up job and the first step
 * (actions/runner src/Runner.Worker/ContainerOperationProvider.cs, Container/DockerCommandManager.cs): the group says
 * whose image it is, `docker pull` names it, docker answers with its digest.
 */
const createContainerReader = () => {
    const containers = [];
    const lines = new Map();
    let group;
    let pulled;
    const read = (line) => {
        const { text } = line;
        if (text.startsWith('##[group]')) {
            group = groupOf(text);
            pulled = undefined;
            return;
        }
        if (group === undefined)
            return;
        const image = pulledImage(text);
        if (image !== undefined) {
            // A pull that failed is tried again.
            pulled = containers.find(item => item.image === image && item.role === group?.role && item.name === group.name);
            if (pulled === undefined && containers.length < MAX_CONTAINERS) {
                pulled = { ...group, image, source: 'log' };
                containers.push(pulled);
                lines.set(pulled, line);
            }
        }
        const digest = (0,log_line/* after */.Pl)(text, 'Digest: ');
        if (pulled !== undefined && digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest))
            pulled.digest = digest;
    };
    return {
        read,
        containers: () => containers,
        located: () => [...lines].map(([container, line]) => ({ container, line })),
    };
};
const groupOf = (text) => {
    if (text === '##[group]Starting job container')
        return { role: 'job' };
    const service = (0,log_line/* between */.Tq)(text, '##[group]Starting ', ' service container');
    if (service !== undefined && service.length <= 1_024)
        return { role: 'service', name: service };
    return text.startsWith("##[group]Pull down action image '") ? { role: 'action' } : undefined;
};
/** The last word of `##[command]/usr/bin/docker [--config <folder>] pull <image>`. */
const pulledImage = (text) => {
    const words = ((0,log_line/* after */.Pl)(text, '##[command]') ?? '').split(' ');
    const image = words.at(-1);
    const isPull = words.at(-2) === 'pull' && /docker(?:\.exe)?"?$/i.test((words[0] ?? '').slice(-20));
    return isPull && image !== undefined && image !== '' && image.length <= 1_024 ? image : undefined;
};

// EXTERNAL MODULE: ./lib/src/sources/end-signals.js + 1 modules
var end_signals = __webpack_require__(26);
;// CONCATENATED MODULE: ./lib/src/sources/job-log/failure-lines.js


const MAX_LINES = 10;
const LEVELS = ['error', 'warning', 'notice'];
/**
 * Annotations, exit codes, time-outs and the ends that the runner announces. A script can print each of them: they count
 * as said of the section they stand in, and of equal kinds in one section the runner's, which is the last, is kept.
 */
const createFailureReader = () => {
    const found = [];
    /** Annotations by time and level: logs are served with stretches repeated at times. */
    const seen = new Set();
    let inSection = new Map();
    let last;
    let cut = false;
    /** Puts what is said in the place of what was said before it in the section. */
    const put = (name, failure, line, section) => {
        const index = inSection.get(name);
        if (index !== undefined)
            found[index] = { failure, line, section };
        else if (found.length >= limits/* LIMITS */.b.steps)
            cut = true;
        else
            inSection.set(name, found.push({ failure, line, section }) - 1);
    };
    const annotate = (level, line, section) => {
        const known = found[inSection.get(level) ?? -1]?.failure;
        if (known?.kind === 'annotations') {
            known.count += 1;
            if (known.lines.length < MAX_LINES)
                known.lines.push(line.number ?? 0);
        }
        else
            put(level, { kind: 'annotations', level, count: 1, lines: [line.number ?? 0] }, line, section);
    };
    const read = (line, section) => {
        if (section !== last) {
            last = section;
            inSection = new Map();
        }
        if (!line.text.startsWith('##['))
            return;
        const level = LEVELS.find(one => line.text.startsWith(one, 3) && line.text[3 + one.length] === ']');
        if (level === undefined || isRepeated(seen, line))
            return;
        annotate(level, line, section);
        if (level !== 'error')
            return;
        const failure = failureOf(line.text.slice('##[error]'.length));
        if (failure !== undefined)
            put(failure.kind, failure, line, section);
    };
    return { read, located: () => found, cut: () => cut };
};
const failure_lines_MAX_SEEN = 5_000;
/** Two lines of one job have different times of 100 ns, save for lines that were written at once: those differ in text. */
const isRepeated = (seen, { time, text }) => {
    if (time === undefined || seen.size >= failure_lines_MAX_SEEN)
        return false;
    const name = time + text.slice(0, 100);
    if (seen.has(name))
        return true;
    seen.add(name);
    return false;
};
/** What an error of the runner says (actions/runner src/Runner.Worker/Handlers/ScriptHandler.cs, StepsRunner.cs). */
const failureOf = (message) => {
    const [, code] = /^Process completed with exit code (-?\d{1,10})\.$/.exec(message) ?? [];
    if (code !== undefined)
        return { kind: 'exit-code', code: Number(code) };
    const [, minutes] = /^The action '.{1,1000}' has timed out after (\d{1,6}) minutes\.$/.exec(message) ?? [];
    if (minutes !== undefined)
        return { kind: 'step-time-out', minutes: Number(minutes) };
    const signal = (0,end_signals/* signalOfMessage */.x)(message);
    return signal === undefined ? undefined : { kind: 'end-signal', signal };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/image-lines.js


/**
 * Images that a step pulled or pushed, in the words of docker's command line (docker/cli cli/command/image, moby/moby
 * distribution/pull.go, push_v2.go), of BuildKit (moby/buildkit exporter/containerimage/export.go) and of
 * docker/build-push-action (src/main.ts). Whoever runs docker prints them, so that they are about the step that they
 * stand in.
 */
const createImageReader = () => {
    const images = new Map();
    let last;
    let digest;
    let repository;
    let groups = createDigestGroups();
    /** Digests that the section pushed. */
    let told = new Set();
    let pushes = 0;
    let cut = false;
    const add = (image, place) => {
        // Logs are served with stretches repeated, and BuildKit says a push when it begins and when it is done.
        const name = `${image.kind} ${image.image} ${image.digest} ${place}`;
        if (images.has(name))
            return;
        if (image.kind === 'image-push')
            pushes += 1;
        if (pushes > limits/* LIMITS */.b.pushes || images.size >= limits/* LIMITS */.b.artifacts)
            cut = true;
        else {
            images.set(name, image);
            if (image.kind === 'image-push')
                told.add(image.digest);
        }
    };
    const read = (line, section) => {
        if (section !== last) {
            last = section;
            digest = undefined;
            repository = undefined;
            groups = createDigestGroups();
            told = new Set();
        }
        const { text } = line;
        const place = section.kind === 'plain' || section.kind === 'action' ? `${section.time} ${section.title}` : '';
        digest = image_lines_digestOf((0,log_line/* after */.Pl)(text, 'Digest: ')) ?? digest;
        repository = nameOf((0,log_line/* between */.Tq)(text, 'The push refers to repository [', ']')) ?? repository;
        const base = baseImage(text);
        if (base !== undefined)
            add({ kind: 'image-pull', ...base, line, section }, place);
        const image = nameOf((0,log_line/* after */.Pl)(text, 'Status: Downloaded newer image for ') ?? (0,log_line/* after */.Pl)(text, 'Status: Image is up to date for '));
        if (image !== undefined) {
            add({ kind: 'image-pull', image, digest, line, section }, place);
            digest = undefined;
        }
        const pushed = buildKitPush(text) ?? dockerPush(text, repository);
        if (pushed !== undefined)
            add({ kind: 'image-push', ...pushed, line, section }, place);
        const named = section.kind === 'action' && doesPush(section) ? groups.read(text) : undefined;
        // BuildKit's own line says more, and stands before the group.
        if (named === undefined || told.has(named))
            return;
        add({ kind: 'image-push', image: firstTag(section), digest: named, line, section }, place);
    };
    return { read, located: () => [...images.values()], cut: () => cut };
};
/** `#5 [ 1/10] FROM docker.io/library/node:18-alpine@sha256:…`: an image that a build begins with, said again as it goes on. */
const baseImage = (text) => {
    const [, image, digest] = /^#\d{1,6} \[[^\]]{1,200}\] FROM ([^\s@]{1,500})@(sha256:[0-9a-f]{64})$/.exec(text.trimEnd()) ?? [];
    return image === undefined || digest === undefined ? undefined : { image, digest };
};
/** `#48 pushing manifest for docker.io/octo/app:1@sha256:… 0.5s done` */
const buildKitPush = (text) => {
    const [, image, digest] = /^#\d{1,6} pushing manifest for ([^\s@]{1,500})@(sha256:[0-9a-f]{64})(?: [\d.]{1,12}s)? done$/.exec(text.trimEnd()) ?? [];
    return image === undefined || digest === undefined ? undefined : { image, digest };
};
/** `1.2: digest: sha256:… size: 1234`, after the line that names the repository. */
const dockerPush = (text, repository) => {
    const [, tag, digest] = /^([\w.-]{1,128}): digest: (sha256:[0-9a-f]{64}) size: \d{1,12}$/.exec(text.trimEnd()) ?? [];
    if (tag === undefined || digest === undefined)
        return undefined;
    return { image: repository === undefined ? undefined : `${repository}:${tag}`, digest };
};
/**
 * The digest that docker/build-push-action names at its end, in `##[group]Digest`. It does so for images that it does not
 * push too, and where docker's own builder made the image it is the image's id and nothing that a registry knows
 * (docker/build-push-action#579): then `##[group]ImageID` has the same.
 */
const createDigestGroups = () => {
    let group;
    let imageId;
    const read = (text) => {
        group = text.startsWith('##[') ? (0,log_line/* after */.Pl)(text, '##[group]') : group;
        const digest = group === 'ImageID' || group === 'Digest' ? image_lines_digestOf(text) : undefined;
        if (group === 'ImageID')
            imageId = digest ?? imageId;
        return group === 'Digest' && digest !== imageId ? digest : undefined;
    };
    return { read };
};
const doesPush = ({ inputs }) => inputs.get('push') === 'true' || /(?:^|[,\s])push=true(?:[,\s]|$)/.test(inputs.get('outputs') ?? '');
/** `tags` has them in lines or after commas. */
const firstTag = (section) => section.kind === 'action' ? nameOf((section.inputs.get('tags') ?? '').trim().split(/[\s,]/)[0]) : undefined;
const image_lines_digestOf = (text) => text !== undefined && /^sha256:[0-9a-f]{64}$/.test(text.trimEnd()) ? text.trimEnd() : undefined;
const MAX_IMAGE = 512;
const nameOf = (text) => text !== undefined && text !== '' && text.length <= MAX_IMAGE && !/\s/.test(text) ? text : undefined;

;// CONCATENATED MODULE: ./lib/src/sources/job-log/log-steps.js


/** Begin of each section as a step, with low confidence: steps inside a composite action look the same. */
const createStepReader = () => {
    const steps = [];
    let section;
    let cut = false;
    const read = (line, where) => {
        if (where === section) {
            const last = steps.at(-1);
            if (where.kind === 'plain' &&
                last !== undefined &&
                /^##\[error\]Process completed with exit code \d{1,10}\.$/.test(line.text))
                last.outcome = 'failure';
            return;
        }
        const before = section;
        section = where;
        if (where.kind === 'set-up' || where.kind === 'prepare')
            return;
        // The next lines of its head showed that the action is a script.
        if (before?.kind === 'action' &&
            where.kind === 'plain' &&
            before.time === where.time &&
            before.title === where.title)
            steps.pop();
        if (steps.length >= limits/* LIMITS */.b.steps) {
            cut = true;
            return;
        }
        const startedAt = where.time === undefined ? undefined : (0,model_time/* toUtc */.yT)(where.time);
        steps.push({
            name: where.kind === 'post' ? 'Post job cleanup' : where.title.slice(0, 1_024),
            ...(where.kind === 'post' ? { stage: 'post' } : {}),
            ...(where.kind === 'action' ? { action: where.uses.uses } : {}),
            ...(startedAt === undefined ? {} : { startedAt }),
            source: 'log',
            confidence: 'low',
        });
    };
    return { read, steps: () => steps, cut: () => cut };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/markers.js
/**
 * Beginnings of the lines that any reader of the log knows, after the time. Everything else is left undecoded: most of a
 * log is output that says nothing to us, and it should cost no more than finding where its line ends.
 */
const BEGINNINGS = [
    // The runner: sections, annotations, commands, fetches.
    ...['##[group]', '##[endgroup]', '##[error]', '##[warning]', '##[notice]', '##[command]', '[command]'],
    ...['Post job cleanup.', 'Download action repository '],
    // @actions/cache and its callers (cache-lines.ts, cache-events.ts).
    ...[
        'Cache ',
        'cache ',
        'Lookup only',
        'Failed to save: ',
        'Sent ',
        'Found cache for key: ',
        'Restored from cache key ',
        'Restored cache entry with key ',
        'Saved cache entry with key ',
        'Gradle User Home cache not found.',
        'Basic caching ',
    ],
    ...['No GitHub Actions cache found for key: ', 'No cache found.', 'uv cache '],
    ...['npm', 'yarn', 'pnpm', 'pip', 'pipenv', 'poetry', 'maven', 'gradle', 'sbt', 'go', 'Dotnet', 'dotnet'].map(name => `${name} cache is not found`),
    // @actions/artifact; `- name (ID: …)` is tested by itself.
    ...['SHA256 ', 'Artifact '],
    // Tools that setup actions set up (tool-lines.ts).
    ...[
        'Found in cache @ ',
        'Successfully set up ',
        'Successfully installed uv ',
        'go version go',
        'Java configuration:',
    ],
    // Images: docker's own words.
    ...['Digest: sha256:', 'Status: Downloaded newer image for ', 'Status: Image is up to date for '],
    ...['The push refers to repository [', 'sha256:'],
    // Build tools; BuildKit and Gradle begin with a number and are tested by themselves.
    ...['INFO: ', 'Cacheable calls:', '  Hits:', 'Compile requests ', 'cache hit (', 'cache miss '],
];
const NUMBERED = [
    '[',
    'CACHED',
    'building with ',
    'importing cache manifest from ',
    'pushing manifest for ',
];
const bytesOf = (text) => Uint8Array.from(text, character => character.charCodeAt(0));
/** By the first two bytes: 0 where no beginning has them, else one more than the place in `BUCKETS`. */
const PAIRS = new Uint8Array(65_536);
const BUCKETS = [];
for (const beginning of BEGINNINGS) {
    const bytes = bytesOf(beginning);
    const pair = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
    if (PAIRS[pair] === 0)
        PAIRS[pair] = BUCKETS.push([]);
    BUCKETS[(PAIRS[pair] ?? 0) - 1]?.push(bytes);
}
const NUMBERED_BYTES = NUMBERED.map(bytesOf);
const ACTIONABLE = bytesOf(' actionable task');
const DOWNLOAD = bytesOf('(ID: ');
const [HASH, DASH, CLOSE, SPACE, ESCAPE, LETTER_M] = [0x23, 0x2d, 0x29, 0x20, 0x1b, 0x6d];
const isDigit = (byte) => byte !== undefined && byte >= 0x30 && byte <= 0x39;
/** Whether any reader may know the line that stands in `bytes` from `start` (after its time) to `end`. */
const isMarked = (bytes, start, end) => {
    const first = bytes[start] ?? 0;
    if (first === ESCAPE) {
        const plain = afterColours(bytes, start, end);
        return plain !== start && isMarked(bytes, plain, end);
    }
    const bucket = PAIRS[(first << 8) | (bytes[start + 1] ?? 0)] ?? 0;
    if (bucket !== 0 && hasOne(BUCKETS[bucket - 1] ?? [], bytes, start, end))
        return true;
    if (first === HASH)
        return isDigit(bytes[start + 1]) && isBuildKit(bytes, start, end);
    if (first === DASH)
        return bytes[start + 1] === SPACE && isDownload(bytes, start, end);
    if (isDigit(first) && begins(bytes, afterDigits(bytes, start, end), end, ACTIONABLE))
        return true;
    return isPushed(bytes, start, end);
};
const begins = (bytes, start, end, beginning) => {
    if (end - start < beginning.length)
        return false;
    for (let at = 0; at < beginning.length; at += 1)
        if (bytes[start + at] !== beginning[at])
            return false;
    return true;
};
const hasOne = (beginnings, bytes, start, end) => {
    for (const beginning of beginnings)
        if (begins(bytes, start, end, beginning))
            return true;
    return false;
};
const MAX_DIGITS = 12;
const afterDigits = (bytes, start, end) => {
    let at = start;
    while (at < end && at - start < MAX_DIGITS && isDigit(bytes[at]))
        at += 1;
    return at;
};
/** `#12 CACHED` and the like: moby/buildkit util/progress/progressui/printer.go. */
const isBuildKit = (bytes, start, end) => {
    const at = afterDigits(bytes, start + 1, end);
    return bytes[at] === SPACE && hasOne(NUMBERED_BYTES, bytes, at + 1, end);
};
const markers_MAX_NAME = 1_024;
const isDownload = (bytes, start, end) => {
    const last = bytes[end - 1] === 0x0d ? end - 2 : end - 1;
    if (bytes[last] !== CLOSE)
        return false;
    for (let at = start; at < Math.min(end, start + markers_MAX_NAME); at += 1)
        if (begins(bytes, at, end, DOWNLOAD))
            return true;
    return false;
};
/** `tag: digest: sha256:… size: 1234`, docker's last word of a push: 6 + 64 digits stand before its size. */
const isPushed = (bytes, start, end) => {
    if (end - start < 89 || end - start > 400)
        return false;
    let at = bytes[end - 1] === 0x0d ? end - 2 : end - 1;
    if (!isDigit(bytes[at]))
        return false;
    while (at > start && isDigit(bytes[at]))
        at -= 1;
    return bytes[at] === SPACE && begins(bytes, at - 5, end, SIZE);
};
const SIZE = bytesOf('size: ');
const MAX_COLOURS = 5;
/** Past `ESC[…m`, a few of them. */
const afterColours = (bytes, start, end) => {
    let at = start;
    for (let count = 0; count < MAX_COLOURS && bytes[at] === ESCAPE; count += 1) {
        let to = at + 2;
        while (to < end && to - at < 20 && bytes[to] !== LETTER_M)
            to += 1;
        if (bytes[to] !== LETTER_M)
            return start;
        at = to + 1;
    }
    return bytes[at] === ESCAPE ? start : at;
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/scan-lines.js


const NEWLINE = 0x0a;
/**
 * Cuts chunks of bytes into lines and decodes those alone that may matter. Of a line only the beginning is kept, so that
 * memory stays bounded whatever a run prints; bytes that are no UTF-8 become U+FFFD.
 */
const createLineScan = (reader) => {
    /** The beginning of a line whose end is in a chunk to come. */
    const rest = Buffer.alloc(log_line/* MAX_LINE */.MV);
    let restLength = 0;
    let isOpen = false;
    let lines = 0;
    let bytes = 0;
    const line = (buffer, from, to) => {
        lines += 1;
        const end = to - from > log_line/* MAX_LINE */.MV ? from + log_line/* MAX_LINE */.MV : to;
        if (!reader.needsEveryLine() && !isMarked(buffer, textStart(buffer, from, end), end))
            return;
        reader.read(buffer.toString('utf8', from, end), lines);
    };
    const keep = (buffer, from, to) => {
        const kept = Math.min(to - from, log_line/* MAX_LINE */.MV - restLength);
        if (kept > 0)
            buffer.copy(rest, restLength, from, from + kept);
        restLength += Math.max(kept, 0);
        isOpen = true;
    };
    const closeRest = () => {
        line(rest, 0, restLength);
        restLength = 0;
        isOpen = false;
    };
    const write = (chunk) => {
        const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        bytes += buffer.length;
        let from = 0;
        for (let end = buffer.indexOf(NEWLINE); end !== -1; end = buffer.indexOf(NEWLINE, from)) {
            if (isOpen) {
                keep(buffer, from, end);
                closeRest();
            }
            else
                line(buffer, from, end);
            from = end + 1;
        }
        if (from < buffer.length)
            keep(buffer, from, buffer.length);
    };
    const end = (goesOn) => {
        if (isOpen && !goesOn)
            closeRest();
        return { lines, bytes };
    };
    return { write, end };
};
const [MARK, LETTER_T, LETTER_Z, MINUS, scan_lines_SPACE] = [0xef, 0x54, 0x5a, 0x2d, 0x20];
/** Where the text of a line begins: after a byte order mark and a time, `2026-07-29T18:08:10.2373950Z ` in most logs. */
const textStart = (bytes, from, end) => {
    const at = bytes[from] === MARK ? from + 3 : from;
    if (bytes[at + 10] !== LETTER_T || bytes[at + 4] !== MINUS || at + 20 > end)
        return at;
    if (bytes[at + 27] === LETTER_Z && bytes[at + 28] === scan_lines_SPACE)
        return at + 29;
    for (let to = at + 19; to < Math.min(end, at + 30); to += 1)
        if (bytes[to] === LETTER_Z)
            return bytes[to + 1] === scan_lines_SPACE ? to + 2 : to + 1;
    return at;
};

// EXTERNAL MODULE: ./lib/src/sources/server-line.js
var server_line = __webpack_require__(2759);
// EXTERNAL MODULE: ./lib/src/sources/job-log/uses.js
var job_log_uses = __webpack_require__(7990);
;// CONCATENATED MODULE: ./lib/src/sources/job-log/fetched-actions.js



const PACKAGE = '##[group]Download immutable action package ';
/**
 * Reads `Download action repository 'owner/repo@ref' (SHA:…)`, immutable packages and `Uses: …` (actions/runner
 * src/Runner.Worker/ActionManager.cs, JobExtension.cs). In Set up job nothing of the user's runs, so that its lines are
 * the runner's own; later, fetches for a local action are believed only right before it and not after a script.
 */
const createFetched = () => {
    const actions = new Map();
    const packages = new Set();
    let later = [];
    const doubted = new Map();
    const doubtedPackages = new Set();
    let immutable;
    let dropped = 0;
    const add = (action, line) => {
        packages.add(packageOf(action));
        const name = fetched_actions_nameOf(action);
        if (actions.size < limits/* LIMITS */.b.actions)
            actions.set(name, { action, line: actions.get(name)?.line ?? line });
    };
    const doubt = (one) => {
        const name = fetched_actions_nameOf(one.action);
        if (doubted.has(name) || doubted.size >= limits/* LIMITS */.b.actions)
            return;
        doubted.set(name, one);
        doubtedPackages.add(packageOf(one.action));
    };
    const readImmutable = (line) => {
        const { text } = line;
        const opened = (0,log_line/* between */.Tq)(text, `${PACKAGE}'`, "'");
        const uses = opened === undefined ? undefined : (0,job_log_uses/* parseUses */.A)(opened);
        if (uses !== undefined)
            immutable = { uses };
        if (immutable === undefined)
            return;
        const digest = (0,log_line/* after */.Pl)(text, 'Digest: ');
        const sha = (0,log_line/* after */.Pl)(text, 'Source commit SHA: ');
        if (digest !== undefined && digest.length <= 200)
            immutable.digest = digest;
        if (sha !== undefined && isSha(sha))
            immutable.sha = sha;
        if (text !== '##[endgroup]')
            return;
        const { uses: found, ...rest } = immutable;
        add({ uses: found.action, ref: found.ref.slice(0, 512), ...rest, kind: 'immutable-package', source: 'log' }, line);
        immutable = undefined;
    };
    const read = (line, inSetUp) => {
        const { text } = line;
        const fetched = fetched_actions_downloadOf(text);
        if (inSetUp) {
            const workflow = workflowOf(text);
            if (fetched !== undefined)
                add(fetched, line);
            if (workflow !== undefined)
                add(workflow, line);
            readImmutable(line);
            return;
        }
        if (fetched !== undefined)
            later = [...later, { action: fetched, line }].slice(-100);
        else if (text !== 'Prepare all required actions' && text !== 'Getting action download info') {
            dropped += later.length;
            later = [];
        }
    };
    const beforeLocalAction = (believed) => {
        if (believed)
            for (const { action, line } of later)
                add(action, line);
        else {
            for (const one of later)
                doubt(one);
            dropped += later.filter(({ action: { uses, ref } }) => !packages.has(`${uses}@${ref}`.toLowerCase())).length;
        }
        later = [];
    };
    return {
        read,
        beforeLocalAction,
        has: uses => packages.has(uses.package),
        actions: () => [...actions.values()].map(({ action }) => action),
        located: () => [...actions.values()],
        doubted: () => [...doubted].filter(([name]) => !actions.has(name)).map(([, one]) => one),
        isDoubted: uses => doubtedPackages.has(uses.package),
        isWaiting: () => later.length > 0,
        dropped: () => dropped + later.length,
    };
};
const packageOf = ({ uses, ref }) => `${uses.split('/').slice(0, 2).join('/')}@${ref}`.toLowerCase();
const fetched_actions_nameOf = ({ kind, uses, ref }) => `${kind} ${uses}@${ref}`;
const isSha = (text) => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text);
/** Runners of early 2021 (2.277.1) did not name the commit. */
const fetched_actions_downloadOf = (text) => {
    const rest = (0,log_line/* after */.Pl)(text, "Download action repository '");
    const [, name = '', sha] = /^([^']{1,1500})'(?: \(SHA:([0-9a-f]{40}(?:[0-9a-f]{24})?)\))?$/.exec(rest ?? '') ?? [];
    const uses = (0,job_log_uses/* parseUses */.A)(name);
    if (uses === undefined || uses.ref.length > 512)
        return undefined;
    return { uses: uses.action, ref: uses.ref, ...(sha === undefined ? {} : { sha }), kind: 'action', source: 'log' };
};
/** `Uses: owner/repo/.github/workflows/x.yml@ref (sha)`, or with the commit as ref. */
const workflowOf = (text) => {
    const [name = '', given] = ((0,log_line/* after */.Pl)(text, 'Uses: ') ?? '').split(' (');
    const uses = (0,job_log_uses/* parseUses */.A)(name);
    if (uses === undefined || uses.ref.length > 512)
        return undefined;
    const sha = given?.endsWith(')') === true ? given.slice(0, -1) : uses.ref;
    return {
        uses: uses.action,
        ref: uses.ref,
        ...(isSha(sha) ? { sha } : {}),
        kind: 'reusable-workflow',
        source: 'log',
    };
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/section.js





const HEAD = '##[group]Run ';
const POST = 'Post job cleanup.';
const SET_UP_END = 'Complete job name: ';
/** Reads the sections of one log, line by line. */
const createSections = (options) => {
    const fetched = createFetched();
    const inScript = scriptTimes(options.steps);
    let section = { kind: options.fromStart ? 'set-up' : 'prepare' };
    let hasSetUp = options.fromStart;
    let started = false;
    let head = false;
    /** Whether the lines of the head have times: then one without is a further line of what stands above it. */
    let timedHead = false;
    let disbelieved = 0;
    let inputs;
    /** Whether the lines before a head come from an action or the runner, not from a script. */
    const isAfterAction = (time) => {
        const script = time === undefined ? undefined : inScript(time);
        return script === false || (script === undefined && (section.kind === 'action' || section.kind === 'prepare'));
    };
    const begin = (title, line) => {
        head = true;
        timedHead = line.time !== undefined;
        inputs = undefined;
        const uses = (0,job_log_uses/* parseUses */.A)(title);
        const plain = { kind: 'plain', title: `Run ${title}`, time: line.time };
        if (title.startsWith('./'))
            fetched.beforeLocalAction(isAfterAction(line.time));
        if (uses === undefined)
            return plain;
        const believed = line.time !== undefined && (!hasSetUp || fetched.has(uses)) && inScript(line.time) !== true;
        if (!believed)
            disbelieved += 1;
        const isDoubted = line.time !== undefined && fetched.isDoubted(uses) && inScript(line.time) !== true;
        if (!believed && !isDoubted)
            return plain;
        inputs = createInputs();
        const action = { kind: 'action', uses, title: plain.title, time: line.time, inputs: inputs.values };
        return believed ? action : { ...plain, mayBe: action };
    };
    const next = (line) => {
        const { text } = line;
        if (!started && text !== '') {
            started = true;
            hasSetUp &&= isFirstLine(text);
            if (!hasSetUp)
                section = { kind: 'prepare' };
        }
        if (head && timedHead && line.time === undefined) {
            // An input's value can be what a stranger wrote, such as the body of a pull request.
            inputs?.goOn(text);
            return section;
        }
        const title = (0,log_line/* after */.Pl)(text, HEAD);
        if (title !== undefined) {
            section = begin(title, line);
            return section;
        }
        if (text === POST && line.time !== undefined) {
            head = false;
            section =
                inScript(line.time) === true
                    ? { kind: 'plain', title: POST, time: line.time }
                    : { kind: 'post', time: line.time };
            return section;
        }
        if (head) {
            if (text === '##[endgroup]')
                head = false;
            // A script shows its lines in colour and then its shell; an action has neither.
            else if (actionOf(section) !== undefined && isScriptHead(text)) {
                section = withoutAction(section);
            }
            else
                inputs?.read(text);
            return section;
        }
        fetched.read(line, section.kind === 'set-up');
        if (section.kind === 'set-up' && text.startsWith(SET_UP_END)) {
            const last = section;
            section = { kind: 'prepare' };
            return last;
        }
        return section;
    };
    const needsEveryLine = () => section.kind === 'set-up' || (head && actionOf(section) !== undefined) || fetched.isWaiting();
    return { next, inHead: () => head, needsEveryLine, fetched, disbelieved: () => disbelieved, hasSetUp: () => hasSetUp };
};
/** The action that a section is or may be. */
const actionOf = (section) => section.kind === 'action' ? section : section.kind === 'plain' ? section.mayBe : undefined;
const withoutAction = (section) => section.kind === 'action' || section.kind === 'plain'
    ? { kind: 'plain', title: section.title, time: section.time }
    : section;
/** No step follows a post, save for scripts of the machine's own hooks, which are named by a quoted path. */
const isStepAfterPosts = (section) => section.kind === 'action' || (section.kind === 'plain' && !section.title.startsWith("Run '"));
/** Log texts begin with the runner's version, or with lines of the server before it. */
const isFirstLine = (text) => /^(?:Current runner version: |Evaluating |Job defined at: |Waiting for a runner |Job is )/.test(text) ||
    ((0,server_line/* serverEvent */.E)(text)?.kind ?? 'other') !== 'other';
const isScriptHead = (text) => text.startsWith('\u001b[36;1m') || text.startsWith('shell: ');
const MAX_INPUTS = 100;
/** The `with:` block: `  name: value`, where further lines of a value stand as they are. */
const createInputs = () => {
    const values = new Map();
    let block = '';
    let last;
    const read = (text) => {
        if (text === 'with:' || text === 'env:') {
            block = text;
            last = undefined;
            return;
        }
        if (block !== 'with:')
            return;
        const [, name, value = ''] = /^ {2}([\w-]{1,100}): ?(.*)$/.exec(text) ?? [];
        if (name !== undefined && values.size < MAX_INPUTS) {
            last = name;
            values.set(name, value);
        }
        else
            goOn(text);
    };
    const goOn = (text) => {
        if (last === undefined)
            return;
        const soFar = values.get(last) ?? '';
        if (soFar.length < 8_192)
            values.set(last, `${soFar}\n${text}`);
    };
    return { values, read, goOn };
};

;// CONCATENATED MODULE: ./lib/src/sources/permission-names.js
/** A permission is at most this many characters in the manifest. */
const permission_names_MAX_NAME = 60;
/**
 * `PullRequests`, as the runner names it in its log and job message, is `pull-requests` in workflow files; undefined for
 * what is no such word. The runner gives no level but read and write (a permission at `none` is not named).
 */
const permissionKey = (name) => name.length <= permission_names_MAX_NAME / 2 && /^[A-Za-z]+$/.test(name)
    ? name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`).replace(/^-/, '')
    : undefined;
const isPermission = (level) => level === 'read' || level === 'write' || level === 'none';

;// CONCATENATED MODULE: ./lib/src/sources/job-log/set-up-facts.js


/**
 * Reads Set up job (actions/runner src/Runner.Worker/JobExtension.cs). To be given its lines only: after it, a script
 * can print the same. The first of two equal lines counts.
 */
const createSetUpReader = () => {
    const texts = new Map();
    const permissions = new Map();
    const lines = new Map();
    let current;
    let group = '';
    let sawPermissions = false;
    let cacheMode;
    const keep = (field, value, max) => {
        if (value === undefined || value === '' || value.length > max || texts.has(field))
            return;
        texts.set(field, value);
        if (current !== undefined)
            lines.set(field, current);
    };
    const read = (line) => {
        const { text } = line;
        current = line;
        const opened = (0,log_line/* after */.Pl)(text, '##[group]');
        if (opened !== undefined)
            group = opened;
        if (text === '##[endgroup]')
            group = '';
        if (!sawPermissions && group === 'GITHUB_TOKEN Permissions')
            lines.set('permissions', line);
        sawPermissions ||= group === 'GITHUB_TOKEN Permissions';
        keep('runnerVersion', (0,log_line/* between */.Tq)(text, "Current runner version: '", "'"), 40);
        keep('runnerName', (0,log_line/* between */.Tq)(text, "Runner name: '", "'"), 1_024);
        keep('runnerGroup', (0,log_line/* between */.Tq)(text, "Runner group name: '", "'"), 1_024);
        if (group !== ' Inputs')
            keep('displayName', (0,log_line/* after */.Pl)(text, 'Complete job name: '), 1_024);
        // The provisioner's group has a `Version:` line too.
        if (group === 'Runner Image')
            keep('imageName', (0,log_line/* after */.Pl)(text, 'Image: '), 200);
        if (group === 'Runner Image')
            keep('imageVersion', (0,log_line/* after */.Pl)(text, 'Version: '), 200);
        // The title in logs of 2021.
        if (group === 'Virtual Environment')
            keep('imageName', (0,log_line/* after */.Pl)(text, 'Environment: '), 200);
        if (group === 'Virtual Environment')
            keep('imageVersion', (0,log_line/* after */.Pl)(text, 'Version: '), 200);
        if (group === 'VM Image')
            keep('imageName', (0,log_line/* after */.Pl)(text, '- Name: '), 200);
        if (group === 'VM Image')
            keep('imageVersion', (0,log_line/* after */.Pl)(text, '- Version: '), 200);
        if (group === 'GITHUB_TOKEN Permissions')
            readPermission(text);
        const mode = group === '' ? (0,log_line/* after */.Pl)(text, 'Cache mode: ') : undefined;
        if (mode !== undefined && cacheMode === undefined)
            lines.set('cacheMode', line);
        if (mode !== undefined)
            cacheMode ??= toCacheMode(mode);
    };
    const readPermission = (text) => {
        const [name = '', level] = text.split(': ');
        const key = permissionKey(name);
        if (key !== undefined && isPermission(level) && permissions.size < 100)
            permissions.set(key, level);
    };
    const facts = () => ({
        ...Object.fromEntries([...texts].map(([field, value]) => [field, { value, source: 'log' }])),
        ...(sawPermissions ? { permissions: { value: Object.fromEntries(permissions), source: 'log' } } : {}),
        ...(cacheMode === undefined ? {} : { cacheMode: { value: cacheMode, source: 'log' } }),
    });
    return { read, facts, lineOf: field => lines.get(field) };
};
const toCacheMode = (text) => {
    switch (text) {
        case 'none':
        case 'read':
        case 'write':
        case 'write-only':
            return text;
        default:
            return 'other';
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/tool-lines.js


/**
 * Exact versions that the setup actions say they set up: actions/setup-node (src/util.ts), setup-python
 * (src/setup-python.ts), setup-go (src/main.ts), setup-java (src/setup-java.ts) and
 * astral-sh/setup-uv (src/setup-uv.ts). To be given the output of actions.
 */
const createToolReader = () => {
    const tools = new Map();
    let section;
    /** The title over the lines that follow: they name versions of that alone. */
    let block = '';
    let blockLines = 0;
    let cut = false;
    const read = (line, where) => {
        const { text } = line;
        if (where !== section)
            block = '';
        section = where;
        const opened = blockOf(text);
        blockLines = opened === undefined ? blockLines + 1 : 0;
        block = opened ?? (blockLines > MAX_BLOCK ? '' : block);
        const tool = cachedTool(text) ?? saidTool(text) ?? blockTool(block, text);
        if (tool === undefined)
            return;
        const name = `${tool.name} ${tool.version}`;
        if (tools.has(name))
            return;
        if (tools.size < limits/* LIMITS */.b.tools)
            tools.set(name, { tool, line, section: where });
        else
            cut = true;
    };
    return { read, needsEveryLine: () => block !== '', located: () => [...tools.values()], cut: () => cut };
};
const NODE_BLOCK = '##[group]Environment details';
const JAVA_BLOCK = 'Java configuration:';
/** The blocks have three lines. */
const MAX_BLOCK = 10;
const blockOf = (text) => {
    if (text === NODE_BLOCK || text === JAVA_BLOCK)
        return text;
    return text === '' || text.startsWith('##[') ? '' : undefined;
};
/** `Found in cache @ /opt/hostedtoolcache/node/22.11.0/x64`: `<tool>/<version>/<arch>` of the tool cache. */
const cachedTool = (text) => {
    const [arch = '', version = '', name = ''] = (0,log_line/* after */.Pl)(text, 'Found in cache @ ')?.split(/[/\\]/).reverse() ?? [];
    return /^[\w-]{1,40}$/.test(arch) ? toolOf(name.toLowerCase(), version, arch) : undefined;
};
const saidTool = (text) => {
    const uv = (0,log_line/* after */.Pl)(text, 'Successfully installed uv version ');
    if (uv !== undefined)
        return toolOf('uv', uv);
    // What is used. `Successfully set up Go version 1.23` names what was asked for.
    const [, go = '', platform] = /^go version go(\S{1,100}) [a-z0-9]{1,20}\/([a-z0-9]{1,20})$/.exec(text) ?? [];
    if (platform !== undefined)
        return toolOf('go', go, platform);
    const graal = (0,log_line/* after */.Pl)(text, 'Successfully set up GraalPy ');
    if (graal !== undefined)
        return toolOf('graalpy', graal);
    const python = (0,log_line/* between */.Tq)(text, 'Successfully set up ', ')');
    // `CPython (3.12.7)`, `PyPy 7.3.17 with Python (3.10.14)`.
    const [, name = '', own, version = ''] = /^(\w{1,20})(?: (\S{1,40}) with Python)? \((\S{1,60})$/.exec(python ?? '') ?? [];
    if (python === undefined || !/^(?:CPython|PyPy)$/.test(name))
        return undefined;
    return own === undefined ? toolOf('python', version) : toolOf(name.toLowerCase(), own);
};
/** `node: v22.11.0`, `npm: 10.9.0`, `yarn: 1.22.22`; `  Version: 21.0.5+11`. An absent tool has no version. */
const blockTool = (block, text) => {
    if (block === JAVA_BLOCK)
        return toolOf('java', (0,log_line/* after */.Pl)(text, '  Version: ') ?? '');
    if (block !== NODE_BLOCK)
        return undefined;
    const [, name = '', version = ''] = /^(node|npm|yarn): v?(\S{1,100})$/.exec(text) ?? [];
    return toolOf(name, version);
};
const toolOf = (name, version, arch) => /^[\w.+-]{1,40}$/.test(name) && /^\d[\w.+-]{0,99}$/.test(version)
    ? { name, version, ...(arch === undefined ? {} : { arch }) }
    : undefined;

;// CONCATENATED MODULE: ./lib/src/sources/job-log/read-log.js














/**
 * One pass over the bytes of a job's log, memory bounded; lines that no reader knows are only counted. Whoever asks a log
 * asks here, so that the recorder, the report and the command line say the same of it.
 */
const readLog = async (chunks, options = {}) => {
    const { read, needsEveryLine, ...rest } = createLogReader(options);
    const scan = createLineScan({ read, needsEveryLine });
    for await (const chunk of chunks)
        scan.write(chunk);
    // The last line of a whole log may have no end of its own.
    return { ...rest, ...scan.end(options.goesOn ?? false) };
};
const createLogReader = ({ fromStart = true, steps = [] }) => {
    const sections = createSections({ fromStart, steps });
    const belief = createBelief(steps);
    const readers = createReaders();
    let last;
    let hasPost = false;
    const read = (raw, number) => {
        const line = (0,log_line/* parseLogLine */.wz)(raw, number);
        const section = sections.next(line);
        if (section !== last) {
            // Looked for only where a post was: a log may have millions of heads.
            if (hasPost && isStepAfterPosts(section)) {
                readers.droppedPosts += dropPosts(readers);
                hasPost = false;
            }
            hasPost ||= section.kind === 'post';
            belief.begin(section);
            readers.heads.begin(line, section);
            last = section;
        }
        readers.steps.read(line, section);
        if (!sections.inHead())
            readLine(readers, line, section);
    };
    const needsEveryLine = () => sections.needsEveryLine() || readers.tools.needsEveryLine();
    return { read, needsEveryLine, readers, sections, belief };
};
const createReaders = () => ({
    setUp: createSetUpReader(),
    containers: createContainerReader(),
    heads: createHeadReader(),
    steps: createStepReader(),
    caches: createCacheReader(),
    artifacts: createArtifactReader(),
    // Apart, so that they change nothing of what is believed.
    doubtedCaches: createCacheReader(),
    doubtedArtifacts: createArtifactReader(),
    buildCaches: createBuildCacheReader(),
    images: createImageReader(),
    tools: createToolReader(),
    failures: createFailureReader(),
    droppedPosts: 0,
});
const dropPosts = ({ caches, artifacts, buildCaches }) => caches.dropPosts() + artifacts.dropPosts() + buildCaches.dropPosts();
const readLine = (readers, line, section) => {
    readers.failures.read(line, section);
    switch (section.kind) {
        case 'set-up':
            readers.setUp.read(line);
            break;
        case 'prepare':
            readers.containers.read(line);
            break;
        case 'action':
        case 'post':
            readers.caches.read(line, section);
            readers.artifacts.read(line, section);
            readers.buildCaches.read(line, section);
            // No post step pushes an image, and any script can print "Post job cleanup".
            if (section.kind === 'post')
                break;
            readers.images.read(line, section);
            readers.tools.read(line, section);
            break;
        case 'plain':
            if (section.mayBe !== undefined) {
                readers.doubtedCaches.read(line, section.mayBe);
                readers.doubtedArtifacts.read(line, section.mayBe);
            }
            // Commands of the runner: no tool writes them.
            if (line.text.startsWith('##['))
                break;
            readers.buildCaches.read(line, section);
            readers.images.read(line, section);
            break;
    }
};

;// CONCATENATED MODULE: ./lib/src/sources/job-log/read-log-facts.js



/** Every fact of a job's log, with its line. What a script prints is believed of that script alone. */
const readLogFacts = async (chunks, options = {}) => {
    const { readers, sections, belief, lines, bytes } = await readLog(chunks, options);
    // The heads stand for the steps, each once.
    const { steps: _, ...cuttable } = readers;
    return { facts: factsOf(readers, sections.fetched, belief), gaps: gapsOfLog(cuttable, sections), lines, bytes };
};

// EXTERNAL MODULE: ./lib/src/cli/exit.js
var exit = __webpack_require__(3855);
// EXTERNAL MODULE: ./lib/src/findings/failure/failed-step.js
var failed_step = __webpack_require__(378);
// EXTERNAL MODULE: ./lib/src/findings/failure/log-rules.js + 1 modules
var log_rules = __webpack_require__(1300);
;// CONCATENATED MODULE: ./lib/src/findings/failure/failure-by-log.js


/**
 * Why a job may have failed, by its log alone: nobody says whether it did. Only where the runner, or a script in its words,
 * reports an error, and never with more than low confidence.
 */
const failureByLog = (lines) => lines.some(({ text }) => text.startsWith('##[error]'))
    ? (0,log_rules/* ruledBy */.mi)((0,failed_step/* linesOfStep */.$)(undefined, lines).lines, 'low')
    : undefined;

// EXTERNAL MODULE: ./lib/src/sources/log-stretch.js
var log_stretch = __webpack_require__(3517);
;// CONCATENATED MODULE: ./lib/src/sources/known-services.js
/** Hosts by service, as the tools print them. Only these are shown as they are. */
const HOSTS = {
    'dl-cdn.alpinelinux.org': 'apk',
    'archive.ubuntu.com': 'apt',
    'azure.archive.ubuntu.com': 'apt',
    'deb.debian.org': 'apt',
    'download.docker.com': 'apt',
    'esm.ubuntu.com': 'apt',
    'packages.microsoft.com': 'apt',
    'ports.ubuntu.com': 'apt',
    'ppa.launchpadcontent.net': 'apt',
    'security.debian.org': 'apt',
    'security.ubuntu.com': 'apt',
    'login.microsoftonline.com': 'azure',
    'bcr.bazel.build': 'bazel-registry',
    'mirror.bazel.build': 'bazel-registry',
    'api.codecov.io': 'codecov',
    'cli.codecov.io': 'codecov',
    'conda.anaconda.org': 'conda',
    'repo.anaconda.com': 'conda',
    'gcr.io': 'container-registry',
    'ghcr.io': 'container-registry',
    'mcr.microsoft.com': 'container-registry',
    'public.ecr.aws': 'container-registry',
    'quay.io': 'container-registry',
    'registry.gitlab.com': 'container-registry',
    'registry.k8s.io': 'container-registry',
    'crates.io': 'crates',
    'index.crates.io': 'crates',
    'static.crates.io': 'crates',
    'static.rust-lang.org': 'crates',
    'auth.docker.io': 'docker-hub',
    'docker.io': 'docker-hub',
    'hub.docker.com': 'docker-hub',
    'index.docker.io': 'docker-hub',
    'production.cloudflare.docker.com': 'docker-hub',
    'registry-1.docker.io': 'docker-hub',
    'api.github.com': 'github',
    'codeload.github.com': 'github',
    'github.com': 'github',
    'npm.pkg.github.com': 'github',
    'objects.githubusercontent.com': 'github',
    'raw.githubusercontent.com': 'github',
    'release-assets.githubusercontent.com': 'github',
    'uploads.github.com': 'github',
    'proxy.golang.org': 'go-proxy',
    'sum.golang.org': 'go-proxy',
    'downloads.gradle.org': 'gradle',
    'plugins.gradle.org': 'gradle',
    'services.gradle.org': 'gradle',
    'formulae.brew.sh': 'homebrew',
    'huggingface.co': 'hugging-face',
    'jitpack.io': 'maven',
    'maven.google.com': 'maven',
    'oss.sonatype.org': 'maven',
    'repo.maven.apache.org': 'maven',
    'repo.spring.io': 'maven',
    'repo1.maven.org': 'maven',
    'nodejs.org': 'node',
    'registry.npmjs.org': 'npm',
    'registry.yarnpkg.com': 'npm',
    'api.nuget.org': 'nuget',
    'www.nuget.org': 'nuget',
    'getcomposer.org': 'packagist',
    'packagist.org': 'packagist',
    'repo.packagist.org': 'packagist',
    'cdn.playwright.dev': 'playwright',
    'files.pythonhosted.org': 'pypi',
    'pypi.org': 'pypi',
    'test.pypi.org': 'pypi',
    'upload.pypi.org': 'pypi',
    'index.rubygems.org': 'rubygems',
    'rubygems.org': 'rubygems',
};
/** Hosts whose first labels name an account, a project or a bucket: only the rest is shown. */
const SUFFIXES = [
    ['.amazonaws.com', 'aws'],
    ['.azurecr.io', 'container-registry'],
    ['-docker.pkg.dev', 'container-registry'],
    ['.pkg.dev', 'google-cloud'],
    ['.googleapis.com', 'google-cloud'],
    ['.windows.net', 'azure'],
    ['.azure.com', 'azure'],
    ['.githubusercontent.com', 'github'],
    ['.hf.co', 'hugging-face'],
    ['.huggingface.co', 'hugging-face'],
    ['.sigstore.dev', 'sigstore'],
];
/** The service of a host in lower case; undefined for one that is not known. */
const knownHost = (host) => {
    const known = Object.hasOwn(HOSTS, host) ? HOSTS[host] : undefined;
    if (known !== undefined)
        return { service: known, host };
    const [suffix, service] = SUFFIXES.find(([end]) => host.endsWith(end)) ?? [];
    return suffix === undefined || service === undefined ? undefined : { service, host: suffix.slice(1) };
};
/**
 * The domain that somebody registered: two labels, or three below a second level that registries keep for themselves (a
 * small part of publicsuffix.org; a domain that is cut too short says less, not more). Undefined for addresses and for
 * names of private networks (RFC 6761, RFC 6762 appendix G, RFC 8375).
 */
const registrableDomain = (host) => {
    const labels = host.split('.');
    const top = labels.at(-1) ?? '';
    if (host.length > 253 || labels.length < 2 || !/^[a-z]{2,24}$/.test(top) || PRIVATE.has(top))
        return undefined;
    const depth = top.length === 2 && SECOND_LEVEL.has(labels.at(-2) ?? '') ? 3 : 2;
    const domain = labels.slice(-depth);
    return domain.length === depth && domain.every(label => /^[a-z0-9][a-z0-9-]{0,62}$/.test(label))
        ? domain.join('.')
        : undefined;
};
const SECOND_LEVEL = new Set(['ac', 'co', 'com', 'edu', 'gov', 'go', 'ne', 'net', 'or', 'org']);
const PRIVATE = new Set([
    'alt',
    'arpa',
    'cluster',
    'corp',
    'example',
    'home',
    'internal',
    'intranet',
    'invalid',
    'lan',
    'local',
    'localdomain',
    'localhost',
    'onion',
    'private',
    'svc',
    'test',
]);

;// CONCATENATED MODULE: ./lib/src/sources/service-lines.js

/**
 * What tools print, at the begin of a line, when they use a service without naming its host. The wordings were read in
 * public logs; a tool that words it otherwise is missed, not misread.
 */
const PHRASES = [
    [/^npm (?:err!|error) (?:network|code e(?:404|429|5\d\d|notfound|ai_again|connreset|timedout))\b/, 'npm'],
    [/^added \d{1,7} packages?(?:,| in )/, 'npm'],
    [/^progress: resolved \d{1,7}, reused \d{1,7}, downloaded \d{1,7}/, 'npm'],
    [/^collecting [a-z0-9]/, 'pypi'],
    [/^(?:updating crates\.io index|downloading crates \.\.\.|downloaded \d{1,5} crates? )/, 'crates'],
    [/^go: downloading /, 'go-proxy'],
    [/^loading composer repositories with package information/, 'packagist'],
    [/^(?:download action repository '|syncing repository: |downloading single artifact$)/, 'github'],
    [/^(?:download|upload): s3:\/\//, 'aws'],
    [/\bapi rate limit exceeded\b|\bsecondary rate limit\b/, 'github'],
];
/** A line that begins so tells of a transfer; any other that has an address may only mention it. */
const TRANSFER = /^(?:(?:#\d{1,5} (?:[\d.]{1,12} )?)?\W{0,5})(?:download|fetch|get:?\d|hit:\d|ign:\d|err:\d|get |get$|pull|clon|from |receiv|retriev|upload|push|npm http |looking in indexes|updating|installing|the push refers to )/;
const FAILURES = [
    [
        /could not resolve host|couldn't resolve host|temporary failure (?:in name resolution|resolving)|name or service not known|nodename nor servname|no such host|\benotfound\b|eai_again|failed to resolve '|\bdns error\b|failed to lookup address/,
        'dns',
    ],
    [
        /certificate verify failed|unable to get local issuer certificate|certificate has expired|self[- ]signed certificate|x509: certificate|ssl_error_syscall|tls handshake (?:timeout|failure)|gnutls_handshake\(\) failed|sslhandshakeexception/,
        'tls',
    ],
    [
        /toomanyrequests|too many requests|(?:pull|secondary|api) rate limit|(?:returned error|status code):? 429|\bcode e429\b/,
        'rate-limit',
    ],
    [
        /(?:returned error|status code):? 5\d\d|\bcode e5\d\d\b|\b50[234] (?:bad gateway|service (?:temporarily )?unavailable|gateway time-?out)/,
        'server-error',
    ],
    [/manifest unknown|\bcode e404\b|returned error: 404|couldn't find remote ref/, 'not-found'],
    [/econnreset|connection reset by peer|socket hang up|remote end hung up/, 'reset'],
    [/econnrefused|connection refused/, 'refused'],
    [
        /etimedout|connection timed out|connect timeout|read timed out|operation timed out|i\/o timeout|httpclient\.timeout|err_socket_timeout/,
        'time-out',
    ],
];
/** Of one line in lower case. */
const phraseOf = (text) => PHRASES.find(([pattern]) => pattern.test(text))?.[1];
const service_lines_failureOf = (text) => FAILURES.find(([pattern]) => pattern.test(text))?.[1];
/** Answers that name nobody: docker's are of the registry of the last pull, git's of the last remote. */
const answererOf = (text) => {
    if (/^error response from daemon: |^toomanyrequests: /.test(text))
        return 'docker';
    return /^fatal: |^error: rpc failed/.test(text) ? 'git' : undefined;
};
/** `git fetch`, `git clone` or `git remote add`, as the line shows the command. */
const isGit = (text) => /^(?:\+{1,5} )?[^\s]{0,100}\bgit(?:\.exe)?"? (?:.{0,200} )?(?:fetch|clone|remote add|submodule) /.test(text);
const isTransfer = (text) => TRANSFER.test(text);
/**
 * The registry of a pull or push: `docker pull x`, `load metadata for docker.io/library/x`, `Pulling from library/x`.
 * `private` is one that is not known here; undefined where the line names no image.
 */
const registryOf = (text) => {
    if (/\bpulling from library\//.test(text))
        return DOCKER_HUB;
    const image = /(?:\bdocker(?:\.exe)?"? pull (?:-q )?|load metadata for |the push refers to repository \[)([a-z0-9][^\s\]"']{0,300})/.exec(text)?.[1];
    if (image === undefined)
        return undefined;
    const slash = image.indexOf('/');
    const first = slash === -1 ? '' : image.slice(0, slash);
    // Else the first part is no host, and the image is of Docker Hub (distribution/reference, "domain").
    if (!first.includes('.') && !first.includes(':') && first !== 'localhost')
        return DOCKER_HUB;
    return knownHost(hostOf(first)) ?? 'private';
};
const DOCKER_HUB = { service: 'docker-hub', host: 'docker.io' };
/** The known services of the addresses in a line. */
const knownHostsOf = (text) => hostsOf(text).flatMap(host => {
    const known = knownHost(host);
    return known === undefined ? [] : [known];
});
/** Of a failure: the service of the first host that is known, else the domain of the first that has one. */
const failedHostOf = (text) => {
    const hosts = [...hostsOf(text), ...namedHosts(text)];
    const known = hosts.map(knownHost).find(one => one !== undefined);
    if (known !== undefined)
        return known;
    const domain = hosts.map(registrableDomain).find(one => one !== undefined);
    if (domain !== undefined)
        return { service: 'other', host: domain };
    // A container of the job, or a machine of the company: nothing that can be named.
    return hosts.length > 0 || /\b(?:127\.0\.0\.1|localhost)\b/.test(text) ? 'private' : undefined;
};
const MAX_HOSTS = 5;
const ADDRESS = /\bhttps?:\/\/([^\s/'"<>()\\|]{1,300})/g;
/** What stands before `@` is a credential and what stands after `:` a port. */
const hostsOf = (text) => {
    const hosts = [];
    // Not matchAll, which copies the pattern: this runs for every line with an address.
    ADDRESS.lastIndex = text.indexOf('://') < 0 ? text.length : 0;
    for (let match = ADDRESS.exec(text); match !== null && hosts.length < MAX_HOSTS; match = ADDRESS.exec(text)) {
        const authority = match[1] ?? '';
        hosts.push(hostOf(authority.slice(authority.lastIndexOf('@') + 1)));
    }
    return hosts;
};
const hostOf = (authority) => /^[a-z0-9.-]{0,253}/.exec(authority)?.[0].replace(/\.$/, '') ?? '';
/** Where tools name a host without an address: curl, Node, Go, requests, git. */
const namedHosts = (text) => {
    const named = /(?:resolve host:? '?|resolve ['"]|enotfound |eai_again |lookup |resolving '|host=\\?['"]|connect to |connecting to |to host )([a-z0-9][a-z0-9.-]{0,252})/.exec(text);
    return named?.[1] === undefined ? [] : [hostOf(named[1])];
};

;// CONCATENATED MODULE: ./lib/src/sources/service-steps.js


const MAX_STEPS = 20;
/** REST cuts times to whole seconds, so that a stretch can begin after the end of its step. */
const RESOLUTION_MS = 1_000;
/**
 * The steps of the stretches, each once, with the time that the whole step took: by the exact steps where they are known,
 * else from the first to the last time of the stretch. A stretch that neither tells the name of is left out.
 */
const stepsOfStretches = (stretches, exact) => {
    const seen = new Set();
    return stretches
        .flatMap(stretch => {
        const step = exactStepOf(stretch, exact);
        if (step !== undefined) {
            // The stretches inside a composite action are one step of the job.
            if (seen.has(step))
                return [];
            seen.add(step);
            return [timed(step.name, (0,model_time/* millisBetween */.lO)(step.startedAt, step.finishedAt))];
        }
        return stretch.title === undefined
            ? []
            : [timed(stretch.title, (0,model_time/* millisBetween */.lO)(stretch.since, timeOf(stretch.last)))];
    })
        .slice(0, MAX_STEPS);
};
const timeOf = (line) => line === undefined ? undefined : (0,log_line/* parseLogLine */.wz)(line).time;
const timed = (name, millis) => 
// A clock that ran backwards tells no duration.
millis === undefined || millis < 0 ? { name } : { name, durationMs: Math.round(millis) };
/** The step that the stretch begins in; of several in one second the one of its name, else the last. */
const exactStepOf = ({ title, since }, exact) => {
    const at = since === undefined ? undefined : (0,model_time/* toMillis */.kE)(since);
    if (at === undefined)
        return undefined;
    const around = exact.filter(({ startedAt, finishedAt, outcome }) => {
        if (outcome === 'skipped')
            return false;
        const from = startedAt === undefined ? undefined : (0,model_time/* toMillis */.kE)(startedAt);
        const to = finishedAt === undefined ? undefined : (0,model_time/* toMillis */.kE)(finishedAt);
        return from !== undefined && from <= at && (to === undefined || at < to + RESOLUTION_MS);
    });
    const named = around.filter(({ name }) => name === title);
    return (named.length > 0 ? named : around).reduce((last, step) => (last === undefined || ((0,model_time/* millisBetween */.lO)(last.startedAt, step.startedAt) ?? 0) >= 0 ? step : last), undefined);
};

;// CONCATENATED MODULE: ./lib/src/sources/dependency-lines.js




const MAX_USES = 100;
const MAX_FAILURES = 20;
const MAX_TEXT = 2_000;
/** Lines of one error that tools print below each other. */
const CHAIN = 4;
/**
 * Words of which a line must have one to be looked at, and what heads begin with: plain texts, one pass. They are grouped
 * by their first letter, which makes the pass twice as fast.
 */
const MARKS = /:\/\/|n(?:pm err|or servname|o such host)|added \d|p(?:rogress: resolved|ulling from|ost job cleanup)|c(?:ollecting |rates|omposer repositories|ertificate|ode e\d|onnection re)|g(?:o: downloading|nutls|ateway time)|d(?:ownload action|ocker|ns error)|s(?:yncing repository|ingle artifact|ervice not known|sl_error|slhandshake|tatus code)|m(?:etadata for|anifest unknown)|r(?:esolve|esolution|ate limit|eturned error|emote ref)|e(?:notfound|ai_again|conn)|lookup address|t(?:ls handshake|oo ?many ?requests|imed ?out|imeout)|bad gateway|unavailable|h(?:ang up|ung up)|##\[group\]run /i;
/**
 * Services that a job used and how they failed, from the lines that steps print. Hosts are those of a list; of a failure
 * elsewhere the registrable domain. A script can print any line: these are hints for a reader, and no evidence. Of each
 * service the steps that named it are told, with the time of the whole step: that of `exact` where it has the step.
 */
const createDependencyLines = (exact = []) => {
    const stretches = (0,log_stretch/* createStretches */.Y)();
    const uses = new Map();
    /** The last service that a line named, for the causes that stand below it. */
    let last;
    /** Whom docker and git asked last. */
    const asked = {};
    let number = -1;
    let current = { title: undefined, since: undefined, last: undefined };
    /** The newest line with a time, which nobody has looked at yet. */
    let timed;
    const use = (service, host, { line, step }) => {
        const key = `${service} ${host ?? ''}`;
        const known = uses.get(key);
        if (known !== undefined && known.stretches.length < MAX_STRETCHES && known.stretches.at(-1) !== current)
            known.stretches.push(current);
        if (known !== undefined || uses.size >= MAX_USES)
            return known;
        const made = {
            service,
            ...(host === undefined ? {} : { host }),
            firstLine: line,
            ...(step === undefined ? {} : { step }),
            stretches: [current],
            failures: [],
            failureCount: 0,
        };
        uses.set(key, made);
        return made;
    };
    const fail = (kind, text, output) => {
        const isCause = /^\W{0,10}caused by\b/.test(text) && last !== undefined && output.line - last.line <= CHAIN;
        const answerer = answererOf(text);
        const named = failedHostOf(text);
        // A host of the job's own network is no service outside.
        if (named === 'private')
            return;
        const where = named ??
            registryOf(text) ??
            (isCause ? last?.of : undefined) ??
            (answerer === undefined ? undefined : asked[answerer]);
        const by = where === undefined || where === 'private'
            ? use(phraseOf(text) ?? 'other', undefined, output)
            : use(where.service, where.host, output);
        if (by === undefined)
            return;
        by.failureCount += 1;
        if (by.failures.length < MAX_FAILURES)
            by.failures.push({ kind, line: output.line });
    };
    const read = (raw) => {
        // Nearly every line tells nothing: it is looked at once and not taken apart.
        const isPlain = !raw.includes(dependency_lines_ESCAPE);
        const isMarked = isPlain && MARKS.test(raw);
        if (isPlain && !isMarked && !stretches.inHead()) {
            stretches.pass(raw);
            if (raw.charCodeAt(AT_TIME) === T)
                timed = raw;
            return;
        }
        if (timed !== undefined)
            current.last = timed;
        timed = undefined;
        const output = stretches.next(raw);
        if (typeof output === 'string')
            return;
        if (output.stretch !== number) {
            number = output.stretch;
            current = { title: output.step, since: output.since, last: undefined };
        }
        if (output.time !== undefined)
            current.last = raw;
        // Without colours the text is what stands behind the time, which has no mark.
        if (isPlain ? !isMarked : !MARKS.test(output.text))
            return;
        const text = unmarked(output.text.slice(0, MAX_TEXT).trim().toLowerCase());
        const hosts = knownHostsOf(text);
        if (hosts[0] !== undefined)
            last = { of: hosts[0], line: output.line };
        const kind = service_lines_failureOf(text);
        const registry = registryOf(text);
        if (registry !== undefined)
            asked.docker = registry;
        if (text.includes('://') && isGit(text))
            asked.git = hosts[0] ?? 'private';
        if (kind !== undefined)
            fail(kind, text, output);
        else if (registry === 'private')
            return;
        else if (registry !== undefined)
            use(registry.service, registry.host, output);
        else if (hosts.length > 0 && isTransfer(text))
            for (const { service, host } of hosts)
                use(service, host, output);
        else {
            const service = phraseOf(text);
            if (service !== undefined)
                use(service, undefined, output);
        }
    };
    const all = () => {
        if (timed !== undefined)
            current.last = timed;
        return [...uses.values()].map(use => toUse(use, exact));
    };
    return { read, uses: all };
};
const toUse = ({ stretches, failures, failureCount, ...use }, exact) => {
    const steps = stepsOfStretches(stretches, exact);
    return { ...use, ...(steps.length === 0 ? {} : { steps }), failures, failureCount };
};
const dependency_lines_ESCAPE = '\u001b[';
/** The place of the `T` in the time that a line begins with. */
const AT_TIME = 10;
const T = 84;
/** Of one service; more than there are steps, since a composite action has many. */
const MAX_STRETCHES = 200;
/** The uses in a whole log, which comes in chunks of bytes. */
const readDependencyLines = async (chunks) => {
    const reader = createDependencyLines();
    for await (const line of logLines(chunks))
        reader.read(line);
    return reader.uses();
};
const unmarked = (text) => text.replace(/^(?:##)?\[(?:error|warning|command|debug)\]/, '');

// EXTERNAL MODULE: ./lib/src/sources/error-lines.js
var error_lines = __webpack_require__(9783);
;// CONCATENATED MODULE: ./lib/src/cli/log-hints.js




/**
 * What lines of steps tell of services and of failures, in the pass that another reader makes: every chunk goes through
 * `chunks` to it. These are hints: a script can print any line.
 */
const createLogHints = (source) => {
    const [dependencies, errors] = [createDependencyLines(), (0,error_lines/* createErrorLines */._Q)()];
    const read = (raw) => {
        dependencies.read(raw);
        errors.read(raw);
    };
    const scan = createLineScan({ read, needsEveryLine: () => true });
    const chunks = function* () {
        for (const chunk of source) {
            scan.write(chunk);
            yield chunk;
        }
        scan.end(false);
    };
    return { chunks: chunks(), hints: () => ({ services: dependencies.uses(), failure: failureByLog(errors.lines()) }) };
};

;// CONCATENATED MODULE: ./lib/src/cli/log-text.js

/** A list by step, one line a fact: `line 288  cache save not-saved (exact-hit): <key>`. */
const logText = ({ facts, gaps, lines, bytes }, { services, failure }) => [
    `${lines} lines, ${bytes} bytes, ${facts.length} facts`,
    ...byStep(facts).flatMap(({ title, own }) => ['', title ?? 'Before the first step', ...own.map(factLine)]),
    ...(services.length === 0 ? [] : ['', 'Services that its lines name', ...services.map(serviceLine)]),
    ...(failure === undefined ? [] : ['', 'Why it may have failed', ...failureLines(failure)]),
    ...(gaps.length === 0 ? [] : ['', 'Not learned', ...gaps.map(gapLine)]),
    '',
]
    .map(render_escape/* escapeTerminal */.e)
    .join('\n');
/** Facts are in the order of lines; each step opens a group, and a fact belongs to the group that is open. */
const byStep = (facts) => {
    const groups = [];
    for (const fact of facts) {
        const title = fact.kind === 'step' ? `${fact.name} (line ${fact.line})` : undefined;
        if (title !== undefined || groups.length === 0)
            groups.push({ title, own: [] });
        if (fact.kind !== 'step')
            groups.at(-1)?.own.push(fact);
    }
    return groups.filter(({ title, own }) => title !== undefined || own.length > 0);
};
const factLine = (fact) => `  ${String(fact.line).padStart(7)}  ${describe(fact)}${fact.confidence === undefined ? '' : ` [${fact.confidence} confidence]`}`;
const describe = (fact) => {
    switch (fact.kind) {
        case 'set-up':
            return `${SET_UP[fact.name]}: ${fact.value}`;
        case 'permissions':
            return `token permissions: ${Object.entries(fact.permissions)
                .map(([name, level]) => `${name}: ${level}`)
                .join(', ')}`;
        case 'action':
            return words(fact.type, `${fact.uses}@${fact.ref}`, fact.sha, fact.digest);
        case 'step':
            return fact.name;
        case 'cache':
            return words(`cache ${fact.operation}: ${fact.result}`, fact.reason === undefined ? undefined : `(${fact.reason})`, fact.key, fact.restoreKeys.length === 0 ? undefined : `else ${fact.restoreKeys.join(', ')}`, fact.matchedKey === undefined || fact.matchedKey === fact.key ? undefined : `from ${fact.matchedKey}`, log_text_bytesOf(fact.sizeBytes), fact.elapsedMs === undefined ? undefined : `in ${fact.elapsedMs} ms`, fact.action === undefined ? undefined : `by ${fact.action}`);
        case 'build-cache':
            return buildCache(fact);
        case 'artifact-upload':
        case 'artifact-download':
            return words(fact.kind, fact.name, `id ${fact.id ?? 'unknown'}`, log_text_bytesOf(fact.sizeBytes), fact.digest, fact.runId && `of run ${fact.runId}`);
        case 'image-pull':
            return words(fact.kind, fact.role, fact.service, fact.image, fact.digest);
        case 'image-push':
            return words(fact.kind, fact.image, fact.digest);
        case 'tool':
            return words('tool', fact.name, fact.version, fact.arch);
        case 'exit-code':
            return `exit code ${fact.code}`;
        case 'annotations':
            return `${fact.count} × ${fact.level}, lines ${fact.lines.join(', ')}${fact.count > fact.lines.length ? ', …' : ''}`;
        case 'step-time-out':
            return `step timed out after ${fact.minutes} minutes`;
        case 'end-signal':
            return `job ended: ${fact.signal}`;
    }
};
const SET_UP = {
    runnerVersion: 'runner version',
    runnerName: 'runner',
    runnerGroup: 'runner group',
    imageName: 'image',
    imageVersion: 'image version',
    cacheMode: 'cache mode',
    displayName: 'job',
};
const buildCache = (fact) => {
    switch (fact.tool) {
        case 'buildkit':
            return `BuildKit: ${fact.cachedLayers} cached layers${fact.imports.length === 0 ? '' : `, cache from ${fact.imports.join(', ')}`}`;
        case 'gradle':
            return `Gradle: ${fact.tasks} tasks, ${fact.executed} executed, ${fact.fromCache} from cache, ${fact.upToDate} up to date`;
        case 'ccache':
        case 'sccache':
            return `${fact.tool}: ${fact.hits} hits of ${fact.calls} calls`;
        case 'bazel':
            return `Bazel: ${fact.processes} processes, ${fact.remoteHits} remote cache hits, ${fact.diskHits} disk cache hits`;
    }
};
const serviceLine = ({ service, host, firstLine, step, failures, failureCount, }) => {
    const kinds = [...new Set(failures.map(({ kind, line }) => `${kind} in line ${line}`))];
    const more = failureCount > kinds.length ? ', …' : '';
    return `  ${String(firstLine).padStart(7)}  ${words(service, host, step === undefined ? undefined : `in ${step}`, failureCount === 0 ? undefined : `${failureCount} × failed: ${kinds.join(', ')}${more}`)}`;
};
const failureLines = ({ class: kind, rule, confidence, evidence, }) => [
    `  ${kind} (rule ${rule}) [${confidence} confidence]`,
    ...evidence.map(({ line = 0, quote }) => `  ${String(line).padStart(7)}  ${quote}`),
];
const gapLine = ({ field, reason, detail }) => `  ${words(`${field}: ${reason}`, detail)}`;
const log_text_bytesOf = (size) => (size === undefined ? undefined : `${size} bytes`);
const words = (...parts) => parts.filter(part => part !== undefined).join('  ');

;// CONCATENATED MODULE: ./lib/src/cli/log.js








/**
 * `pipeline-trace log`: what the log of one job tells, with the line of each fact. The file is read as a stream.
 * @throws TraceError USAGE for a file that cannot be opened.
 */
const log = async ({ file, format }) => {
    const handle = await openLog(file);
    const failure = {};
    try {
        const { chunks, hints } = createLogHints(chunksOfFile(handle.fd, failure));
        const reading = await readLogFacts(chunks);
        return {
            output: format === 'json' ? logJson(reading, hints()) : logText(reading, hints()),
            exitCode: failure.code === undefined ? exit/* EXIT */.d.ok : exit/* EXIT */.d.incomplete,
            errors: failure.code === undefined ? [] : [`${file} could only be read in part: ${failure.code}`],
        };
    }
    finally {
        await handle.close();
    }
};
const openLog = async (file) => {
    try {
        const handle = await (0,promises_.open)(file);
        const what = await otherThanLog(handle);
        if (what === undefined)
            return handle;
        await handle.close();
        throw new model_error/* TraceError */.y('USAGE', `${file} is ${what}`, { hint: 'Name the log of one job' });
    }
    catch (error) {
        if (error instanceof model_error/* TraceError */.y)
            throw error;
        throw new model_error/* TraceError */.y('USAGE', `${file} cannot be read`, { hint: 'Name the log of a job', cause: error });
    }
};
/** A zip begins with the signature of its first entry, or with that of its end (PKWARE APPNOTE.TXT 4.3.7, 4.3.16). */
const ZIP = new Set(['PK\u0003\u0004', 'PK\u0005\u0006']);
/** What GitHub serves beside logs of jobs; only a file is asked for its beginning, since a pipe has it once. */
const otherThanLog = async (handle) => {
    const stat = await handle.stat();
    if (stat.isDirectory())
        return 'a folder';
    if (!stat.isFile() || stat.size < 4)
        return undefined;
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return ZIP.has(buffer.toString('latin1')) ? 'an archive: unpack it first' : undefined;
};
const logJson = ({ facts, gaps, lines, bytes }, hints) => `${(0,render_escape/* escapeJson */.G)(JSON.stringify({ schemaVersion: 1, kind: 'job-log-facts', facts, ...hints, gaps, lines, bytes }, undefined, 2))}\n`;


/***/ }),

/***/ 9036:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Np: () => (/* binding */ gapReason),
/* harmony export */   Rm: () => (/* binding */ confidence),
/* harmony export */   fK: () => (/* binding */ fact),
/* harmony export */   rK: () => (/* binding */ gapFrom),
/* harmony export */   rQ: () => (/* binding */ gap),
/* harmony export */   sP: () => (/* binding */ source)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3619);
/* harmony import */ var _scalar_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5350);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5491);



/** Where a value was learned (house words; the ranking between them stands in source-ranking.ts). */
const source = (0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .openEnum */ .SW)(['runner', 'log', 'steps', 'results', 'api', 'certificate', 'workflow-file', 'user']);
const confidence = (0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .openEnum */ .SW)(['high', 'medium', 'low']);
/** One learned value with its source. `at` is when it was observed, where that matters; no confidence means high. */
const fact = (value) => zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ value, source, at: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(_time_js__WEBPACK_IMPORTED_MODULE_1__/* .time */ .kB), confidence: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(confidence) });
/** Why something could not be learned. */
const gapReason = (0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .openEnum */ .SW)([
    'not-provided', // the runner, an old version of it or GHES does not have this value
    'not-found', // looked for and not there
    'not-readable', // there, but could not be read (permissions of a file, container boundary)
    'permission-denied', // the token lacks a permission
    'not-asked', // switched off by an input
    'too-large', // over a size cap, cut or skipped
    'malformed', // read, but not in the expected form
    'deadline', // did not answer in time
    'service-error', // answered with an error
    'budget', // the API budget was used up
    'not-applicable', // cannot exist here
]);
/** What is absent, and why. `field` is the dotted path of the absent value; `detail` is ours, never text of the run. */
const gap = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    field: (0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(200),
    reason: gapReason,
    source: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(source),
    detail: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM((0,_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(300)),
});
/** The gaps of one source. */
const gapFrom = (from) => (field, reason, detail) => ({
    field,
    reason,
    source: from,
    ...(detail === undefined ? {} : { detail }),
});


/***/ }),

/***/ 2350:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ LIMITS)
/* harmony export */ });
/** Limits of GitHub, and our own caps on what is read from a run. Bytes unless said otherwise. */
const LIMITS = {
    /** Check-run summary and text: bytes, although the schema says characters (github/docs#35252). */
    checkRunText: 65_535,
    checkRunTitle: 255,
    /** Annotations in one request (octokit/openapi checks-create). */
    checkRunAnnotations: 50,
    /** A step summary over this is dropped whole (actions/runner src/Runner.Worker/FileCommandManager.cs). */
    stepSummary: 1_048_576,
    perPage: 100,
    /** Subjects in one statement: the smallest limit of the tools that read it (sigstore-go pkg/verify/signature.go). */
    statementSubjects: 1_024,
    /** Our caps. */
    jobManifest: 4 * 1_048_576,
    runManifest: 64 * 1_048_576,
    bundle: 8 * 1_048_576,
    artifactZip: 16 * 1_048_576,
    restBody: 16 * 1_048_576,
    /** A job's log: as it streams by, and what is kept of it for readers that want all of it at once. */
    jobLog: 1_073_741_824,
    jobLogTail: 32 * 1_048_576,
    setupInfo: 262_144,
    runnerLog: 64 * 1_048_576,
    stepsContext: 262_144,
    workflowFile: 1_048_576,
    policyFile: 65_536,
    policyFindings: 500,
    /** A run log archive as it is downloaded. */
    runLogArchive: 256 * 1_048_576,
    /** Of a run log archive: files in it, one job's log, one file of GitHub's own lines, and all that is inflated of it. */
    runLogEntries: 200_000,
    runLogOfJob: 256 * 1_048_576,
    runLogSystem: 4 * 1_048_576,
    runLogInflated: 512 * 1_048_576,
    /** What the logs of all unrecorded jobs add to a run manifest, as JSON. */
    logRecords: 16 * 1_048_576,
    matrixString: 256,
    jobsInReport: 1_000,
    steps: 1_000,
    actions: 500,
    caches: 500,
    artifacts: 1_000,
    gaps: 500,
    /** Of the workspace's lockfiles: how many, how large, how deep in folders, and entries of folders looked at. */
    lockfiles: 50,
    lockfile: 32 * 1_048_576,
    lockfileDepth: 4,
    workspaceEntries: 20_000,
    recordedVariables: 50,
    recordedValue: 1_024,
    deployManifests: 50,
    deployManifest: 32 * 1_048_576,
    /** Of a deployment manifest that is also read for images, and images kept of one. */
    deployManifestText: 8 * 1_048_576,
    deployManifestImages: 100,
    tools: 100,
    buildCaches: 200,
    pulls: 200,
    pushes: 200,
    services: 100,
    ownCalls: 50,
    variableNames: 200,
    dependencies: 20,
    /** Files and images that a job declares as made by it. */
    declaredSubjects: 2_000,
    subjectFile: 4 * 1_073_741_824,
    subjectPatterns: 100,
};


/***/ }),

/***/ 5350:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   SW: () => (/* binding */ openEnum),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   Vi: () => (/* binding */ numericId),
/* harmony export */   mJ: () => (/* binding */ commitSha),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   sI: () => (/* binding */ sha256Digest)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3619);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3305);

/** A string of at most `max` UTF-16 units. Every string of a manifest has a cap: all of them come from a run. */
const text = (max) => zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._maxLength */ .Eb(max));
/** An array of at most `max` items. */
const list = (item, max) => zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(item).check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._maxLength */ .Eb(max));
/** A closed list for writers, open for readers: a value that a later minor version added is read as `other`. */
const openEnum = (values) => zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([
    zod_mini__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n([...values, 'other']),
    zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .pipe */ .FsL(text(100), zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .transform */ .pdi(() => 'other')),
]);
/** GitHub's numeric ids, kept as decimal strings: they pass 2^53 one day, and protobuf Structs hold doubles. */
const numericId = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._regex */ .Fk(/^[0-9]{1,20}$/));
/** `sha256:<64 lower-case hex>`, the form of GitHub's artifact API. */
const sha256Digest = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._regex */ .Fk(/^sha256:[0-9a-f]{64}$/));
/** A git commit id, SHA-1 or SHA-256. */
const commitSha = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._regex */ .Fk(/^[0-9a-f]{40}([0-9a-f]{24})?$/));
const count = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._gte */ .qm(0));


/***/ }),

/***/ 5491:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vj: () => (/* binding */ fromMillis),
/* harmony export */   kB: () => (/* binding */ time),
/* harmony export */   kE: () => (/* binding */ toMillis),
/* harmony export */   lO: () => (/* binding */ millisBetween),
/* harmony export */   tO: () => (/* binding */ toMicros),
/* harmony export */   yT: () => (/* binding */ toUtc)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3619);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3305);

const PATTERN = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;
/** RFC 3339 in UTC with as many decimals as the source gave: 7 (100 ns) from runner files and logs, 0 from REST. */
const time = zod_mini__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_1__/* ._regex */ .Fk(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/));
/**
 * Epoch milliseconds (fractions kept) of an RFC 3339 time, or undefined when it is none. Offsets other than Z are read:
 * GitHub has sent `+09:00` to callers in that zone (recorded responses hold 50 of 557 jobs with one).
 */
const toMillis = (value) => {
    const match = PATTERN.exec(value);
    if (match === null)
        return undefined;
    const [, , , , , , , fraction = '', zone = 'Z'] = match;
    const whole = Date.parse(`${value.slice(0, 19)}${zone}`);
    return Number.isNaN(whole) ? undefined : whole + Number(`0.${fraction || '0'}`) * 1000;
};
/** Epoch microseconds, an integer: the seventh decimal (100 ns) is dropped. Undefined when it is no RFC 3339 time. */
const toMicros = (value) => {
    if (!PATTERN.test(value))
        return undefined;
    // Timelines read ten thousands of these, nearly all in UTC: counting the digits is several times faster than a Date.
    const isUtc = value.endsWith('Z');
    const zone = isUtc ? 'Z' : value.slice(-6);
    const whole = isUtc ? utcMillis(value) : Date.parse(`${value.slice(0, 19)}${zone}`);
    if (Number.isNaN(whole))
        return undefined;
    // Those of REST have no fraction.
    if (value.length === WHOLE_SECONDS)
        return whole * 1_000;
    const fraction = value.slice(20, -zone.length);
    return whole * 1_000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
};
const WHOLE_SECONDS = '2026-03-01T10:00:00Z'.length;
const utcMillis = (value) => {
    const number = (from, to) => {
        let sum = 0;
        for (let at = from; at < to; at += 1)
            sum = sum * 10 + value.charCodeAt(at) - 48;
        return sum;
    };
    const month = number(5, 7);
    const day = number(8, 10);
    const hour = number(11, 13);
    const minute = number(14, 16);
    const second = number(17, 19);
    // Date.UTC would carry a thirteenth month or a 61st second over; Date.parse refuses both.
    return month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59
        ? Number.NaN
        : Date.UTC(number(0, 4), month - 1, day, hour, minute, second);
};
/** The same instant in UTC, decimals kept as given; undefined when it is no RFC 3339 time. */
const toUtc = (value) => {
    const match = PATTERN.exec(value);
    const [, , , , , , , fraction, zone = 'Z'] = match ?? [];
    // Without the fraction: a double cannot hold 0.9999999 s beside today's seconds and would round to the next one.
    const whole = match === null ? Number.NaN : Date.parse(`${value.slice(0, 19)}${zone}`);
    if (Number.isNaN(whole))
        return undefined;
    return `${new Date(whole).toISOString().slice(0, 19)}${fraction === undefined ? '' : `.${fraction}`}Z`;
};
/** RFC 3339 UTC with millisecond resolution of epoch milliseconds. */
const fromMillis = (millis) => new Date(millis).toISOString();
/** `end - start` in milliseconds (may be negative: the caller decides what a reversed pair means); undefined if unknown. */
const millisBetween = (start, end) => {
    const from = start === undefined ? undefined : toMillis(start);
    const to = end === undefined ? undefined : toMillis(end);
    return from === undefined || to === undefined ? undefined : to - from;
};


/***/ }),

/***/ 26:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ signalOfMessage),
  b: () => (/* binding */ signalsOfLog)
});

;// CONCATENATED MODULE: ./lib/src/sources/lines-with.js
/**
 * The lines of a text that have a word in them, without the text being cut into all of its lines: of a log of millions
 * few have it. Takes linear time, since the search goes on behind each line that was found.
 */
function* linesWith(text, word) {
    let at = text.indexOf(word);
    while (at !== -1) {
        const end = text.indexOf('\n', at);
        const to = end === -1 ? text.length : end;
        yield text.slice(text.lastIndexOf('\n', at) + 1, to);
        at = text.indexOf(word, to);
    }
}

;// CONCATENATED MODULE: ./lib/src/sources/end-signals.js

/**
 * What GitHub and the runner themselves say when they end a job. Each wording was read in public runs: "execution time"
 * lowlighter/metrics#731 and mandiant/VM-Packages#1448; "awaiting a runner" and "higher priority" BoundaryML/baml#4680;
 * "not acquired" actions/runner#4065; "lost communication" actions/runner#2624, without a name since 2025
 * ankidroid/Anki-Android-Backend#600; "shutdown signal" actions/runner#2662; "operation was canceled" is what the runner
 * writes for a step that was cancelled (src/Runner.Worker/StepsRunner.cs).
 */
const WORDINGS = [
    ['queue-expired', /^The job has exceeded the maximum execution time while awaiting a runner/],
    ['timed-out', /^The job (?:running on runner .{0,200} )?has exceeded the maximum execution time of /],
    ['runner-lost', /^The (?:self-hosted|hosted) runner(?::? .{0,200})? lost communication with the server/],
    ['runner-shutdown', /^The runner has received a shutdown signal/],
    ['no-runner', /^The job was not acquired by Runner /],
    ['fail-fast', /^The strategy configuration was canceled because /],
    ['cancelled', /^The operation was canceled\.?$/],
    ['cancelled', /^The run was canceled by /],
    ['cancelled', /^Canceling since a higher priority waiting request for /],
];
/** The signal of one message; undefined for anything else. */
const signalOfMessage = (message) => {
    const text = message.slice(0, 1_000).trim();
    return WORDINGS.find(([, pattern]) => pattern.test(text))?.[0];
};
/** `2026-07-29T18:08:10.2373950Z ##[error]…`: an error command, which a script can print too. */
const ERROR_LINE = /^\uFEFF?(?:\d{4}-\d\d-\d\dT[0-9:.]{1,30}Z )?##\[error\](.{1,1000})/;
/** Pure: the signals of a job's log, each once, in the order of their first line. */
const signalsOfLog = (text) => {
    const found = new Set();
    for (const line of linesWith(text, '##[error]')) {
        const signal = signalOfMessage(ERROR_LINE.exec(line)?.[1] ?? '');
        if (signal !== undefined)
            found.add(signal);
    }
    return [...found];
};


/***/ }),

/***/ 9783:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FI: () => (/* binding */ errorLinesOf),
/* harmony export */   _Q: () => (/* binding */ createErrorLines)
/* harmony export */ });
/* unused harmony export readErrorLines */
/* harmony import */ var _log_stretch_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3517);


/** Kept of one log: the last lines, and of one mark in one stretch only so many, since one word can fill a log. */
const MAX_LINES = 200;
const MAX_OF_MARK = 20;
const MAX_TEXT = 300;
/** A cut line keeps so much before its mark. */
const BEFORE_MARK = 120;
/**
 * Words that a line must have to be looked at by the rules of failures (src/findings/failure/failure-rules.ts). They are
 * plain texts with alternatives: one pass over a line, nothing to go back to.
 */
const MARKS = /##\[error\]|no space left|enospc|disk quota|not enough space|out of memory|outofmemory|oomkilled|oom-kill|cannot allocate memory|bad_alloc|memoryerror|killed|sigkill|137|daemon disappeared|too many open files|emfile|could not resolve|couldn't resolve|could not be resolved|failed to resolve|name resolution|name or service not known|nodename nor servname|no such host|enotfound|eai_again|dns error|econnreset|connection reset|etimedout|timed out|connect timeout|i\/o timeout|tls handshake|econnrefused|connection refused|couldn't connect|could not connect|failed to connect|certificate|ssl_error|gnutls|too many requests|toomanyrequests|rate limit|returned error: |status code 5|bad gateway|service unavailable|gateway time|manifest unknown|manifest for |pull access denied|docker pull|pod failed|npm err|no matching distribution|could not find a version|resolutionimpossible|no solution found|error while fetching|failed to download|failed to fetch|failed to select a version|could not transfer|unable to locate package|unable to fetch|hash sum mismatch|checksum mismatch|could not fetch|unable to load the service index|reading https:|remote ref|hung up|early eof|unable to access|credentials|not authorized|unauthorized|access denied|accessdenied|access forbidden|forbidden|permission|expiredtoken|not accessible by|authentication failed|could not read username|id_token|aadsts|denied|ruleset|rule violations|protected branch|gh006|gh013|artifact|no files were found|cache entry|cache service|not supplied|template is not valid|named-value|unable to resolve action|action\.yml|workflow file|deprecated version|failed|failing|fails |failure|--- fail|fail |fail\t|could not find gem|sigint|sigterm|canceled|cancelled|command not found|no such file/i;
/** Commands that fail nothing. */
const MILD = /^##\[(?:warning|notice|debug)\]/;
/** Reads lines one by one; the last ones that may say why the job failed are kept. */
const createErrorLines = () => {
    const stretches = (0,_log_stretch_js__WEBPACK_IMPORTED_MODULE_0__/* .createStretches */ .Y)();
    let earlier = [];
    /** Of the stretch that is read now: the last lines of each mark. */
    const ofMark = new Map();
    const all = () => [...earlier, ...[...ofMark.values()].flat().sort((a, b) => a.line - b.line)].slice(-MAX_LINES);
    const keep = ({ line, text, time, step }, mark, index) => {
        const same = ofMark.get(mark) ?? [];
        if (same.length >= MAX_OF_MARK)
            same.shift();
        same.push({
            line,
            text: cut(text, index),
            ...(time === undefined ? {} : { time }),
            ...(step === undefined ? {} : { step }),
        });
        ofMark.set(mark, same);
    };
    const read = (raw) => {
        const output = stretches.next(raw);
        if (output === 'head')
            return;
        if (output === 'begin') {
            if (ofMark.size > 0)
                earlier = all();
            ofMark.clear();
            return;
        }
        const mark = MARKS.exec(output.text);
        if (mark !== null && !MILD.test(output.text))
            keep(output, mark[0].toLowerCase(), mark.index);
    };
    return { read, lines: all };
};
/** The lines of a whole log, which comes in chunks of bytes. */
const readErrorLines = async (chunks) => {
    const reader = createErrorLines();
    for await (const line of logLines(chunks))
        reader.read(line);
    return reader.lines();
};
/** The same of a log that is in memory as a text. */
const errorLinesOf = (text) => {
    const reader = createErrorLines();
    for (const line of text.split('\n'))
        reader.read(line);
    return reader.lines();
};
/** What would move a terminal's cursor, or hide and reorder text, becomes a space. */
const cut = (text, mark) => {
    const start = text.length <= MAX_TEXT || text.startsWith('##[error]') ? 0 : Math.max(0, mark - BEFORE_MARK);
    return text
        .slice(start, start + MAX_TEXT)
        .replace(CONTROL, ' ')
        .trim();
};
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;


/***/ }),

/***/ 4649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MV: () => (/* binding */ MAX_LINE),
/* harmony export */   Pl: () => (/* binding */ after),
/* harmony export */   Tq: () => (/* binding */ between),
/* harmony export */   wz: () => (/* binding */ parseLogLine)
/* harmony export */ });
/** Lines over this are cut: nothing that is looked for is longer, and one line of a run may be of any length. */
const MAX_LINE = 16_384;
const TIMED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z) ?/;
/** A byte order mark can stand at the start of any block of a log (actions/runner src/Runner.Common/Logging.cs). */
const parseLogLine = (raw, number) => {
    const cut = raw.length > MAX_LINE ? raw.slice(0, MAX_LINE) : raw;
    const unmarked = cut.charCodeAt(0) === 0xfeff ? cut.slice(1) : cut;
    const line = unmarked.endsWith('\r') ? unmarked.slice(0, -1) : unmarked;
    const match = TIMED.exec(line);
    const place = number === undefined ? {} : { number };
    return match?.[1] === undefined
        ? { text: line, ...place }
        : { time: match[1], text: line.slice(match[0].length), ...place };
};
/** What stands after `prefix`, or undefined where the text does not start with it. */
const after = (text, prefix) => text.startsWith(prefix) ? text.slice(prefix.length) : undefined;
/** What stands between a start and an end; undefined where either is absent or nothing is between. */
const between = (text, start, end) => {
    const rest = after(text, start);
    if (rest === undefined || !rest.endsWith(end) || rest.length <= end.length)
        return undefined;
    return rest.slice(0, rest.length - end.length);
};


/***/ }),

/***/ 7990:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ parseUses)
/* harmony export */ });
/** Leaves room for `Post Run ` in a step's name. */
const MAX_USES = 900;
/** The parts of a `uses:` value; undefined for what is none. */
const parseUses = (text) => {
    const at = text.indexOf('@');
    if (at < 3 || text.length > MAX_USES || /[\s'"]/.test(text))
        return undefined;
    const action = text.slice(0, at);
    const ref = text.slice(at + 1);
    const [owner, repository] = action.split('/');
    if (!owner || !repository || ref === '' || /[^\w./-]/.test(action) || owner.startsWith('.'))
        return undefined;
    return { uses: text, action, ref, package: `${owner}/${repository}@${ref}`.toLowerCase() };
};


/***/ }),

/***/ 3517:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ createStretches)
/* harmony export */ });
/* harmony import */ var _job_log_log_line_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4649);

const MAX_TITLE = 1_024;
const GROUP = '##[group]';
const HEAD = `${GROUP}Run `;
const HOOK = `${HEAD}'`;
const POST = 'Post job cleanup.';
/**
 * Tells what steps print from the heads in which the runner shows a step's script, inputs and environment: those say what
 * may happen, not what did. What a stretch is, src/sources/job-log/section.ts says;
 * here a forged head costs no more than a wrong title.
 */
const createStretches = () => {
    let line = 0;
    let step;
    let stretch = 0;
    let since;
    let head = false;
    const begin = (title, time) => {
        step = title.slice(0, MAX_TITLE);
        stretch += 1;
        since = time;
        return 'begin';
    };
    const next = (raw) => {
        line += 1;
        const { text, time } = withoutColours((0,_job_log_log_line_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLogLine */ .wz)(raw));
        since ??= time;
        if (text.startsWith(HEAD)) {
            head = true;
            // Hooks of the machine are named by a quoted path and stand inside the step they serve.
            return text.startsWith(HOOK) ? 'head' : begin(text.slice(GROUP.length), time);
        }
        if (text === POST && time !== undefined) {
            head = false;
            return begin('Post job cleanup', time);
        }
        if (!head)
            return { text, time, line, step, stretch, since };
        head = text !== '##[endgroup]';
        return 'head';
    };
    const pass = (raw) => {
        line += 1;
        since ??= (0,_job_log_log_line_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLogLine */ .wz)(raw).time;
    };
    return { next, pass, inHead: () => head };
};
const withoutColours = (line) => line.text.includes('\u001b[') ? { ...line, text: line.text.replace(COLOUR, '') } : line;
/** Select graphic rendition, ECMA-48 §8.3.117. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape is what is looked for
const COLOUR = /\u001b\[[0-9;]{0,20}m/g;


/***/ }),

/***/ 2759:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ serverEvent)
/* harmony export */ });
/** The event of a line; undefined for a line that is not known as GitHub's. */
const serverEvent = (text) => {
    if (text.startsWith(STARTING))
        return starting(text.slice(STARTING.length));
    if (WAITING.test(text))
        return { kind: 'waiting' };
    if (text === 'Job is waiting for a hosted runner to come online.')
        return { kind: 'coming-online' };
    if (text.startsWith('Requested labels: ') || text === '##[section]Starting: Request a runner to run this job')
        return { kind: 'requested' };
    if (text.startsWith('All GitHub-hosted runners with label '))
        return { kind: 'busy' };
    if (text.startsWith('Found online and idle '))
        return { kind: 'found', isHosted: !text.includes(' self-hosted ') };
    return OTHERS.some(other => text.startsWith(other)) ? { kind: 'other' } : undefined;
};
/** `pick up`, `pickup` and `pick`; a runner, a Hosted runner, a self-hosted runner, with or without its owner. */
const WAITING = /^Waiting for a (?:\w[\w -]{0,20})?runner (?:in (?:the )?'[^']{0,100}' )?to pick ?(?:up)? ?this job/;
const STARTING = 'Job is about to start running on the ';
/** Who owns the runner stood behind its name until 2024: `(hosted)`, `(repository)`, `(organization)`, `(enterprise)`. */
const OWNER = / \((hosted|repository|organization|enterprise|business|account)\)$/;
const MAX_NAME = 300;
const starting = (rest) => {
    const isHosted = rest.startsWith('hosted runner: ');
    if (!isHosted && !rest.startsWith('runner: '))
        return undefined;
    const named = rest.slice(rest.indexOf(': ') + 2).trimEnd();
    const owner = OWNER.exec(named)?.[1];
    const runnerName = (owner === undefined ? named : named.slice(0, -owner.length - 3)).slice(0, MAX_NAME);
    // Larger runners of GitHub are announced as plain runners of the organization (a log of rust-lang-ci/rust shows
    // `windows-latest-8core-32gb_… (organization)`); only a repository's runner is surely somebody's own.
    return { kind: 'starting', runnerName, isHosted: isHosted ? true : owner === 'repository' ? false : undefined };
};
const OTHERS = [
    'Evaluating ',
    'Evaluating: ',
    'Expanded: ',
    'Result: ',
    'Creating job ',
    'Job defined at: ',
    'Reusable workflow chain:',
    '-> ',
    "Can't find any online and idle ",
    '##[section]Starting: Prepare job ',
    '##[section]Finishing: Prepare job ',
    '##[section]Finishing: Request a runner to run this job',
];


/***/ })

};
