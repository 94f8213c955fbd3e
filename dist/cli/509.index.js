export const id = 509;
export const ids = [509];
export const modules = {

/***/ 8509:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verify: () => (/* binding */ verify)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/src/model/artifact-name.js
var artifact_name = __webpack_require__(6698);
// EXTERNAL MODULE: ./lib/src/model/error.js
var error = __webpack_require__(9810);
// EXTERNAL MODULE: ./lib/src/model/redact.js + 1 modules
var redact = __webpack_require__(4853);
// EXTERNAL MODULE: ./lib/src/trust/countersigner.js
var countersigner = __webpack_require__(1689);
// EXTERNAL MODULE: ./node_modules/zod/v4/mini/schemas.js + 3 modules
var schemas = __webpack_require__(3619);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js + 1 modules
var api = __webpack_require__(3305);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js + 1 modules
var parse = __webpack_require__(3945);
;// CONCATENATED MODULE: ./lib/src/trust/trusted-roots.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});



const MAX_ROOT_FILE = 4 * 1_048_576;
const MAX_ROOTS = 50;
const trustedRoot = schemas/* looseObject */._H3({
    mediaType: schemas/* string */.YjP().check(api/* _regex */.Fk(/^application\/vnd\.dev\.sigstore\.trustedroot[.+]/)),
    certificateAuthorities: schemas/* optional */.lqM(schemas/* array */.YOg(schemas/* unknown */.L5J())),
});
/** The roots in `src/trust/roots/`, made by scripts/update-roots.ts. */
const readShippedRoots = async () => {
    const [{ PUBLIC_GOOD }, { GITHUB }] = await Promise.all([
        __webpack_require__.e(/* import() */ 456).then(__webpack_require__.bind(__webpack_require__, 6456)),
        __webpack_require__.e(/* import() */ 730).then(__webpack_require__.bind(__webpack_require__, 7730)),
    ]);
    return [PUBLIC_GOOD, GITHUB];
};
/**
 * Trusted roots from a file of the user's, one JSON value or one per line (`gh attestation trusted-root` prints lines);
 * without a file the shipped ones. Never both: who names a root means that one.
 * @throws TraceError FILE_UNREADABLE, TOO_LARGE, NOT_JSON or SCHEMA_MISMATCH.
 */
const readTrustedRoots = async (file) => {
    if (file === undefined || file === '')
        return (await readShippedRoots()).map(({ root }) => root);
    const values = parseValues(await readCapped(file), file);
    if (values.length === 0 ||
        values.length > MAX_ROOTS ||
        values.some(value => !parse/* safeParse */.xL(trustedRoot, value).success))
        throw new error/* TraceError */.y('SCHEMA_MISMATCH', `${file} holds no Sigstore trusted root`, {
            hint: 'Give the trusted_root.json of your instance, or the output of `gh attestation trusted-root`',
        });
    return values;
};
const readCapped = async (file) => {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const handle = __addDisposableResource(env_1, await (0,promises_.open)(file), true);
            const { size } = await handle.stat();
            if (size > MAX_ROOT_FILE)
                throw new error/* TraceError */.y('TOO_LARGE', `${file} has ${size} bytes, limit ${MAX_ROOT_FILE}`);
            return await handle.readFile('utf8');
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (cause) {
        if (cause instanceof error/* TraceError */.y)
            throw cause;
        throw new error/* TraceError */.y('FILE_UNREADABLE', `cannot read the trusted root ${file}`, { cause });
    }
};
const parseValues = (text, file) => {
    try {
        return [JSON.parse(text)];
    }
    catch {
        try {
            return text
                .split('\n')
                .filter(line => line.trim() !== '')
                .map(line => JSON.parse(line));
        }
        catch (cause) {
            throw new error/* TraceError */.y('NOT_JSON', `${file} is neither JSON nor JSON lines`, { cause });
        }
    }
};

// EXTERNAL MODULE: ./lib/src/trust/platform.js
var trust_platform = __webpack_require__(5864);
// EXTERNAL MODULE: ./lib/src/trust/expectations.js + 1 modules
var expectations = __webpack_require__(1832);
;// CONCATENATED MODULE: ./lib/src/trust/verification.js

/** One answer from all checks. A failure outweighs a missing file. */
const decide = (verification, expected) => {
    const failures = verification.sections.flatMap(({ subject, checks }) => checks.filter(({ result }) => result === 'fail').map(check => ({ subject, check })));
    const [first] = failures;
    if (first !== undefined)
        return { result: 'not-verified', text: `not verified: ${reasonOf(first.subject, first.check)}` };
    if (verification.main?.ok !== true)
        return { result: 'not-verified', text: 'not verified: unsigned' };
    if (verification.missing.length > 0)
        return { result: 'incomplete', text: `incomplete: ${verification.missing.length} listed file(s) missing` };
    const { bundles = [verification.main] } = verification;
    const count = bundles.length > 1 ? `${bundles.length} bundles, ` : '';
    const signed = `${count}signed by ${[...new Set(bundles.map(signerOf))].slice(0, NAMED).join(' and ')}`;
    const file = fileOf(verification, expected);
    return bundles.every(bundle => (0,expectations/* namesSigner */.B)(expected, bundle))
        ? { result: 'verified', text: `verified: ${signed}${file}` }
        : { result: 'signed', text: `${signed}, not checked against an expectation${file}` };
};
const NAMED = 5;
/** What of a file was compared: a bundle by itself is good for any file, until one is named. */
const fileOf = ({ sections, bundles }, { artifact }) => {
    if (artifact === undefined)
        return bundles === undefined ? '' : '; no file was compared (--artifact names one)';
    const found = sections.flatMap(({ checks }) => checks).find(({ id }) => id === 'expected-artifact');
    return found === undefined ? '' : `; ${found.reason}`;
};
/** Subject name of the certificate, or the key by its hint. */
const signerOf = (verified) => verified.identity?.san ?? (verified.keyHint === undefined ? 'nobody' : `key ${verified.keyHint}`);
const reasonOf = (subject, check) => {
    if (check.id === 'signed')
        return 'unsigned';
    if (check.id === 'trust-root')
        return subject.startsWith('jobs/') ? `no trust root for ${subject}` : 'no trust root';
    return `${subject}: ${check.id}: ${check.reason}`;
};

;// CONCATENATED MODULE: ./lib/src/trust/verify-target.js




const NOT_ASKED = { notAsked: 'nobody was to be asked' };
/**
 * The verifier without a command line. What is verified are `files`: those of a run artifact, of a job artifact, or one
 * bundle. Whom to trust is in `material`, whom to expect in `expected`, and both come from the caller alone. The clock is
 * not asked: what was valid when it was signed stays so.
 * @param platform GitHub, where its own account of run, jobs and logs is to be compared.
 * @throws TraceError USAGE for files that are none of the three. Whatever is wrong with a file is a failed check.
 */
const verifyTarget = async (files, material, expected = {}, platform = NOT_ASKED) => {
    const verification = await verifyFiles(files, material, expected, (0,trust_platform/* rememberAnswers */.n)(platform));
    return { ...verification, verdict: decide(verification, expected) };
};
/** Each kind is loaded where it is met: a bundle alone needs no schema of a manifest. */
const verifyFiles = async (files, material, expected, platform) => {
    const [only, ...more] = files.names;
    if (files.names.includes(artifact_name/* RUN_MANIFEST_FILE */.tW)) {
        const { verifyRunFiles } = await Promise.all(/* import() */[__webpack_require__.e(49), __webpack_require__.e(747), __webpack_require__.e(763), __webpack_require__.e(59)]).then(__webpack_require__.bind(__webpack_require__, 9059));
        return verifyRunFiles(files, material, expected, platform);
    }
    if (files.names.includes(artifact_name/* JOB_MANIFEST_FILE */.ZD)) {
        const { verifyJobFiles } = await Promise.all(/* import() */[__webpack_require__.e(49), __webpack_require__.e(747), __webpack_require__.e(763), __webpack_require__.e(414)]).then(__webpack_require__.bind(__webpack_require__, 5414));
        return verifyJobFiles(files, material, expected, platform);
    }
    if (only !== undefined && more.length === 0) {
        const { verifyBundleFile } = await Promise.all(/* import() */[__webpack_require__.e(763), __webpack_require__.e(20)]).then(__webpack_require__.bind(__webpack_require__, 3414));
        return verifyBundleFile(files, only, material, expected, platform);
    }
    throw new error/* TraceError */.y('USAGE', `neither ${artifact_name/* RUN_MANIFEST_FILE */.tW} nor ${artifact_name/* JOB_MANIFEST_FILE */.ZD} is among the files`, {
        hint: 'Give the files of an unpacked pipeline-trace artifact, or one bundle',
    });
};
/** Files that are in memory already. */
const filesInMemory = (files) => ({
    names: [...files.keys()].sort(),
    read: async (name, cap) => {
        const bytes = files.get(name);
        if (bytes === undefined)
            return { state: 'missing' };
        return bytes.byteLength > cap
            ? { state: 'refused', reason: `${bytes.byteLength} bytes, limit ${cap}` }
            : { state: 'read', bytes };
    },
});

// EXTERNAL MODULE: ./lib/src/cli/exit.js
var exit = __webpack_require__(3855);
// EXTERNAL MODULE: ./lib/src/model/json-depth.js
var json_depth = __webpack_require__(4728);
// EXTERNAL MODULE: ./lib/src/model/limits.js
var limits = __webpack_require__(2350);
;// CONCATENATED MODULE: ./lib/src/cli/folder.js






const MAX_ENTRIES = 5_000;
/**
 * What `verify` was pointed at: the folder of an unpacked artifact, a manifest in one, or a bundle.
 * @throws TraceError USAGE for a path that is neither, TOO_LARGE for a folder with too many files.
 */
const openTarget = async (path) => {
    const stat = await (0,promises_.lstat)(path).catch(() => undefined);
    if (stat === undefined)
        throw new error/* TraceError */.y('USAGE', `there is no ${path}`);
    if (stat.isDirectory())
        return openFolder(path);
    const file = await readContent(path, limits/* LIMITS */.b.bundleLines);
    if (file.state !== 'read')
        throw new error/* TraceError */.y('USAGE', `cannot read ${path}${file.state === 'refused' ? `: ${file.reason}` : ''}`);
    switch (kindOf(file.bytes)) {
        case 'run-manifest':
            return openManifest(path, artifact_name/* RUN_MANIFEST_FILE */.tW, artifact_name/* RUN_BUNDLE_FILE */.aN);
        case 'job-manifest':
            return openManifest(path, artifact_name/* JOB_MANIFEST_FILE */.ZD, artifact_name/* JOB_BUNDLE_FILE */.Os);
        default:
            return filesAt(new Map([[(0,external_node_path_.basename)(path), path]]));
    }
};
/** Reads a plain file of at most `cap` bytes. Links are not followed: an artifact may hold one to anywhere. */
const readContent = async (path, cap) => {
    const stat = await (0,promises_.lstat)(path).catch(() => undefined);
    if (stat === undefined)
        return { state: 'missing' };
    if (!stat.isFile())
        return { state: 'refused', reason: 'not a plain file' };
    if (stat.size > cap)
        return { state: 'refused', reason: `${stat.size} bytes, limit ${cap}` };
    const bytes = await (0,promises_.readFile)(path).catch(() => undefined);
    return bytes === undefined ? { state: 'refused', reason: 'cannot be read' } : { state: 'read', bytes };
};
const openFolder = async (folder) => {
    const top = await (0,promises_.readdir)(folder).catch(() => []);
    if (!top.includes(artifact_name/* RUN_MANIFEST_FILE */.tW) && !top.includes(artifact_name/* JOB_MANIFEST_FILE */.ZD))
        throw new error/* TraceError */.y('USAGE', `${folder} holds neither ${artifact_name/* RUN_MANIFEST_FILE */.tW} nor ${artifact_name/* JOB_MANIFEST_FILE */.ZD}`, {
            hint: 'Give the folder of an unpacked pipeline-trace artifact, or a bundle file',
        });
    const names = [...top.filter(name => name !== 'jobs'), ...(await jobsBeside(folder))];
    return filesAt(new Map(names.map(name => [name, (0,external_node_path_.join)(folder, name)])));
};
/** A manifest by its own name, its bundle beside it; of a run also the report and the files of its jobs. */
const openManifest = async (path, manifestName, bundleName) => {
    const folder = (0,external_node_path_.dirname)(path);
    const isRun = manifestName === artifact_name/* RUN_MANIFEST_FILE */.tW;
    const beside = isRun ? [...(await reportBeside(folder)), ...(await jobsBeside(folder))] : [];
    return filesAt(new Map([
        [manifestName, path],
        [bundleName, path.replace(/(\.json)?$/, '.sigstore.json')],
        ...beside.map(name => [name, (0,external_node_path_.join)(folder, name)]),
    ]));
};
const reportBeside = async (folder) => (await (0,promises_.lstat)((0,external_node_path_.join)(folder, artifact_name/* RUN_REPORT_FILE */.SC)).catch(() => undefined)) === undefined ? [] : [artifact_name/* RUN_REPORT_FILE */.SC];
/** Paths under `jobs/`, where that is a folder and no link to one. */
const jobsBeside = async (folder) => {
    const jobs = (0,external_node_path_.join)(folder, 'jobs');
    if ((await (0,promises_.lstat)(jobs).catch(() => undefined))?.isDirectory() !== true)
        return [];
    const names = await (0,promises_.readdir)(jobs).catch(() => []);
    return names.map(name => `jobs/${name}`);
};
const filesAt = (paths) => {
    if (paths.size > MAX_ENTRIES)
        throw new error/* TraceError */.y('TOO_LARGE', `more than ${MAX_ENTRIES} files`);
    return {
        names: [...paths.keys()].sort(),
        read: async (name, cap) => {
            const path = paths.get(name);
            return path === undefined ? { state: 'missing' } : readContent(path, cap);
        },
    };
};
const kindOf = (bytes) => {
    // Larger than any manifest: a file of bundles.
    if (bytes.byteLength > limits/* LIMITS */.b.runManifest)
        return undefined;
    try {
        const text = new TextDecoder().decode(bytes);
        const value = (0,json_depth/* nestsTooDeep */.q)(text) ? undefined : JSON.parse(text);
        return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
    }
    catch {
        return undefined;
    }
};

// EXTERNAL MODULE: ./lib/src/model/canonical-json.js
var canonical_json = __webpack_require__(7685);
// EXTERNAL MODULE: ./lib/src/render/escape.js
var render_escape = __webpack_require__(120);
;// CONCATENATED MODULE: ./lib/src/cli/verification-text.js




/** Each value is escaped for the terminal. */
const renderText = (verification, trust, shown = { verbose: false }) => {
    const lines = shown.verbose ? everything(verification, trust, shown) : essence(verification, shown);
    return `${lines.map(render_escape/* escapeTerminal */.en).join('\n')}\n`;
};
/** The verdict in one line, then what failed and what is missing. */
const essence = ({ verdict, sections, missing }, { countersigner }) => [
    `${verdict.text}${countersigner === undefined ? '' : ` [${words(countersigner)}]`}`,
    ...firstOf(missing.map(file => `  missing: ${file}`)),
    ...firstOf(sections.flatMap(({ subject, checks }) => checks.filter(({ result }) => result === 'fail').map(({ id, reason }) => `  FAIL  ${subject}  ${id}  ${reason}`))),
];
const MOST_LINES = 50;
const firstOf = (lines) => lines.length <= MOST_LINES
    ? lines
    : [...lines.slice(0, MOST_LINES), `  and ${lines.length - MOST_LINES} more: --verbose lists all`];
const words = ({ workflow, isDefault }) => `countersigner expected: ${workflow}${isDefault ? ', the default' : ''}`;
/** The verdict first, then what it rests on, then every check. */
const everything = (verification, trust, { countersigner }) => {
    const { main, verdict } = verification;
    const facts = [
        verdict.text,
        ...(countersigner === undefined ? [] : [words(countersigner)]),
        ...trust.map(each => `trust: ${each}`),
        ...(main === undefined ? [] : [`signature: ${main.mode}, by ${signerOf(main)}`]),
        ...(main?.signedAt === undefined ? [] : [`signed at: ${main.signedAt}`]),
        ...verification.missing.map(file => `missing: ${file}`),
    ];
    const width = Math.max(0, ...verification.sections.flatMap(({ checks }) => checks.map(({ id }) => id.length)));
    const sections = verification.sections.flatMap(({ subject, checks }) => [
        '',
        subject,
        ...checks.map(({ id, result, reason }) => `  ${WORD[result]}  ${id.padEnd(width)}  ${reason}`),
    ]);
    return [...facts, ...sections];
};
const WORD = { pass: 'pass', fail: 'FAIL', 'not-applicable': 'n/a ', other: 'n/a ' };
/**
 * One JSON document: `{verdict, result, exitCode, trust, countersigner, mode, signer, identity, signedAt, missing,
 * sections[{subject, checks}]}`.
 */
const renderJson = (verification, trust, shown) => {
    const { main, verdict } = verification;
    return (0,render_escape/* escapeJson */.GO)((0,canonical_json/* toCanonicalJson */.s)({
        verdict: verdict.text,
        result: verdict.result,
        exitCode: (0,exit/* exitOf */.s)(verdict),
        trust,
        countersigner: shown?.countersigner,
        mode: main?.mode ?? 'none',
        signer: main === undefined ? undefined : signerOf(main),
        identity: main?.identity,
        signedAt: main?.signedAt,
        missing: verification.missing,
        sections: verification.sections,
    }));
};

// EXTERNAL MODULE: ./lib/src/cli/verify-inputs.js
var verify_inputs = __webpack_require__(6086);
;// CONCATENATED MODULE: ./lib/src/cli/verify.js














/**
 * `pipeline-trace verify`. Root, keys and expectations come from the command line alone, else the shipped roots.
 * @throws TraceError for wrong usage: a path that is not there, an unreadable root or key, one that lies in the target.
 */
const verify = async (command) => {
    const files = await openTarget(command.target);
    const material = await readMaterial(command, files);
    const artifact = command.artifact === undefined ? undefined : await readArtifact(command.artifact);
    const verification = await verifyTarget(files, material, { ...command, artifact }, await choosePlatform(command));
    const trust = await describeTrust(command);
    const render = command.format === 'json' ? renderJson : renderText;
    const shown = { verbose: command.verbose, countersigner: (0,countersigner/* expectedCountersigner */.Vq)(command) };
    const { replaceIn } = (0,redact/* knownValues */.s2)(['notAsked' in command.api ? undefined : command.api.token]);
    return { output: replaceIn(render(verification, trust, shown)), exitCode: (0,exit/* exitOf */.s)(verification.verdict) };
};
/**
 * The digest of a file, or the one that was given. A file is read in pieces: an image or a build may be of any size.
 * @throws TraceError USAGE for a file that cannot be read.
 */
const readArtifact = async (given) => {
    if ((0,verify_inputs/* isDigest */.B)(given))
        return given.toLowerCase();
    const hash = (0,external_node_crypto_.createHash)('sha256');
    try {
        for await (const chunk of (0,external_node_fs_.createReadStream)(given))
            hash.update(chunk);
    }
    catch (cause) {
        throw new error/* TraceError */.y('USAGE', `cannot read the artifact ${given}`, {
            hint: 'Name a file, or the digest of a file or image as sha256:<64 hex digits>',
            cause,
        });
    }
    return `sha256:${hash.digest('hex')}`;
};
/** The client is only loaded when somebody is to be asked. */
const choosePlatform = async ({ api }) => {
    if ('notAsked' in api)
        return api;
    const [{ createOnlineClient }, { createPlatform }] = await Promise.all([
        __webpack_require__.e(/* import() */ 837).then(__webpack_require__.bind(__webpack_require__, 1837)),
        Promise.all(/* import() */[__webpack_require__.e(49), __webpack_require__.e(968)]).then(__webpack_require__.bind(__webpack_require__, 5968)),
    ]);
    return createPlatform(createOnlineClient(api), api.serverUrl);
};
const MAX_KEY_FILE = 65_536;
const readMaterial = async ({ trustedRoot, keys, target }, files) => {
    const given = [...(trustedRoot === undefined ? [] : [trustedRoot]), ...keys];
    await Promise.all(given.map(file => refuseInside(file, target, files)));
    return { roots: await readTrustedRoots(trustedRoot), keys: await Promise.all(keys.map(readKey)) };
};
/** Whoever could change the artifact could have put its own root beside it, so nothing in the folder says whom to trust. */
const refuseInside = async (file, target, files) => {
    const isFolder = (await (0,promises_.lstat)(target).catch(() => undefined))?.isDirectory() === true;
    // A manifest is read with the files beside it: its folder is what is verified. A bundle is a file by itself.
    const isManifest = files.names.includes(artifact_name/* RUN_MANIFEST_FILE */.tW) || files.names.includes(artifact_name/* JOB_MANIFEST_FILE */.ZD);
    if (!isFolder && !isManifest)
        return;
    const real = (path) => (0,promises_.realpath)(path).catch(() => (0,external_node_path_.resolve)(path));
    const root = isFolder ? target : (0,external_node_path_.dirname)(target);
    const [folder, realFolder] = [(0,external_node_path_.resolve)(root), await real(root)];
    const inside = (path) => path.startsWith(`${folder}${external_node_path_.sep}`) || path.startsWith(`${realFolder}${external_node_path_.sep}`);
    if (inside((0,external_node_path_.resolve)(file)) || inside(await real(file)))
        throw new error/* TraceError */.y('USAGE', `${file} lies in what is verified, and cannot say whom to trust`, {
            hint: 'Take root and keys from where you know them to be right, and keep them outside of the folder',
        });
};
const readKey = async (file) => {
    const content = await readContent(file, MAX_KEY_FILE);
    if (content.state !== 'read')
        throw new error/* TraceError */.y('FILE_UNREADABLE', `cannot read the key ${file}`);
    const pem = new TextDecoder().decode(content.bytes);
    try {
        if (!pem.includes('-----BEGIN PUBLIC KEY-----'))
            throw new Error('not SPKI');
        (0,external_node_crypto_.createPublicKey)(pem);
        return pem;
    }
    catch {
        throw new error/* TraceError */.y('USAGE', `${file} is no public key in PEM`, {
            hint: 'Make it from the signing key with: openssl pkey -in key.pem -pubout',
        });
    }
};
const describeTrust = async (command) => {
    const keys = command.keys.map(file => `key ${file}`);
    if (command.trustedRoot !== undefined)
        return [`trusted root ${command.trustedRoot}`, ...keys];
    return [...(await readShippedRoots()).map(({ name, date }) => `shipped root ${name} of ${date}`), ...keys];
};


/***/ }),

/***/ 6698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cw: () => (/* binding */ ARTIFACT_PREFIX),
/* harmony export */   Os: () => (/* binding */ JOB_BUNDLE_FILE),
/* harmony export */   SC: () => (/* binding */ RUN_REPORT_FILE),
/* harmony export */   ZD: () => (/* binding */ JOB_MANIFEST_FILE),
/* harmony export */   aN: () => (/* binding */ RUN_BUNDLE_FILE),
/* harmony export */   nc: () => (/* binding */ runArtifactName),
/* harmony export */   qD: () => (/* binding */ parseJobArtifactName),
/* harmony export */   tW: () => (/* binding */ RUN_MANIFEST_FILE)
/* harmony export */ });
/* unused harmony exports jobArtifactName, digestLine */
/** The prefix of every artifact of ours; users exclude it with `pattern: '!pipeline-trace-*'`. */
const ARTIFACT_PREFIX = 'pipeline-trace-';
const JOB_MANIFEST_FILE = 'job-manifest.json';
const JOB_BUNDLE_FILE = 'job-manifest.sigstore.json';
const RUN_MANIFEST_FILE = 'run-manifest.json';
const RUN_BUNDLE_FILE = 'run-manifest.sigstore.json';
const RUN_REPORT_FILE = 'report.md';
/** Artifact names are unique per run and immutable, and outlive attempts: all three ids stand in the name. */
const jobArtifactName = (runId, attempt, job) => `${ARTIFACT_PREFIX}job-${runId}-${attempt}-${'jobId' in job ? job.jobId : `k-${job.backendJobId}`}`;
const runArtifactName = (runId, attempt) => `${ARTIFACT_PREFIX}run-${runId}-${attempt}`;
/** The parts of a job artifact's name; undefined for any other artifact. */
const parseJobArtifactName = (name) => {
    const match = /^pipeline-trace-job-(\d{1,20})-(\d{1,5})-(?:(\d{1,20})|k-([0-9a-fA-F-]{1,64}))$/.exec(name);
    const [, runId, attempt, jobId, backendJobId] = match ?? [];
    if (runId === undefined || attempt === undefined)
        return undefined;
    if (jobId !== undefined)
        return { runId, attempt: Number(attempt), job: { jobId } };
    return backendJobId === undefined ? undefined : { runId, attempt: Number(attempt), job: { backendJobId } };
};
/** The one line in the job's log that binds a manifest to the job: only this job can write there. */
const digestLine = (digestHex, jobId, attempt) => `pipeline-trace manifest sha256:${digestHex} job=${jobId} attempt=${attempt}`;


/***/ }),

/***/ 7685:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ toCanonicalJson)
/* harmony export */ });
/**
 * Deterministic text of a JSON value: keys sorted by UTF-16 code unit (keys that are array indexes first, by number, as
 * JavaScript enumerates them), two spaces, one trailing newline, undefined members left out. The manifest digest is
 * SHA-256 of the UTF-8 bytes of this text.
 */
const toCanonicalJson = (value) => `${JSON.stringify(sorted(value), null, 2)}\n`;
const sorted = (value) => {
    if (Array.isArray(value))
        return value.map(sorted);
    if (value === null || typeof value !== 'object')
        return value;
    return Object.fromEntries(Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
        .map(([key, member]) => [key, sorted(member)]));
};


/***/ }),

/***/ 4728:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ nestsTooDeep)
/* harmony export */ });
/** Far more than any manifest or bundle needs. */
const MAX_DEPTH = 100;
/**
 * Whether a JSON text nests deeper than any document of ours, before a parser sees it: forty megabytes of open brackets cost
 * JSON.parse a gigabyte and a quarter of a minute. Brackets inside strings do not count.
 */
const nestsTooDeep = (json) => {
    let depth = 0;
    let inString = false;
    for (let at = 0; at < json.length; at += 1) {
        const unit = json.charCodeAt(at);
        if (inString) {
            if (unit === BACKSLASH)
                at += 1;
            else if (unit === QUOTE)
                inString = false;
        }
        else if (unit === QUOTE)
            inString = true;
        else if (unit === SQUARE || unit === CURLY) {
            depth += 1;
            if (depth > MAX_DEPTH)
                return true;
        }
        else if (unit === SQUARE_END || unit === CURLY_END)
            depth -= 1;
    }
    return false;
};
const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [SQUARE, SQUARE_END, CURLY, CURLY_END] = [0x5b, 0x5d, 0x7b, 0x7d];


/***/ }),

/***/ 7832:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Sz: () => (/* binding */ asClaimed),
/* harmony export */   _2: () => (/* binding */ isWorkflow),
/* harmony export */   ve: () => (/* binding */ isSameRepository),
/* harmony export */   yS: () => (/* binding */ isSameName)
/* harmony export */ });
/* unused harmony exports foldName, isConsistent */
/**
 * A URI of GitHub's for comparing: server, owner and name of the repository are the same in any case (docs.github.com REST
 * "Get a repository": names are not case sensitive), the path of a file and a ref below it are not.
 */
const foldName = (uri) => {
    const [whole = ''] = /^https?:\/\/[^/]{1,300}(?:\/[^/@]{1,200}){0,2}/.exec(uri) ?? [];
    return whole.toLowerCase() + uri.slice(whole.length);
};
/** The same for `owner/name` without a server, and for the URI of a repository. */
const isSameName = (one, other) => one.toLowerCase() === other.toLowerCase();
/** Whether a signer is this workflow: at any ref where none was named. */
const isWorkflow = (wanted, signer) => {
    if (signer === undefined)
        return false;
    const [asked, found] = [foldName(wanted), foldName(signer)];
    return found === asked || (!asked.includes('@') && found.startsWith(`${asked}@`));
};
/**
 * A URI of the certificate as the claims spell it. A name may be written in other letters, and a repository may be renamed
 * between a claim and a signature, while its id stays. Both only count where the claims use one name throughout, and so
 * does the certificate: else somebody put two of them together.
 */
const asClaimed = (claimed, identity) => (uri) => {
    const source = identity.sourceRepositoryUri;
    if (uri === undefined || source === undefined || !isSameRepository(claimed, identity))
        return uri;
    const [named, place] = [uri.slice(0, source.length), uri.slice(source.length)];
    return isSameName(named, source) && (place === '' || place.startsWith('/')) ? `${claimed.uri}${place}` : uri;
};
/** The same repository, whatever it is called in either place. */
const isSameRepository = ({ uri, id, workflow }, { sourceRepositoryId, sourceRepositoryUri: source, runInvocationUri: run }) => source !== undefined &&
    isConsistent(uri, workflow) &&
    isConsistent(source, run) &&
    (isSameName(source, uri) || (sourceRepositoryId === id && originOf(source) === originOf(uri)));
/** What lies in a repository is named as the repository is. */
const isConsistent = (repository, inside) => inside === undefined || inside.startsWith(`${repository}/`);
const originOf = (uri) => (URL.canParse(uri) ? new URL(uri).origin : uri);


/***/ }),

/***/ 9358:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kz: () => (/* binding */ checkClaims),
/* harmony export */   S7: () => (/* binding */ serverOfClaims),
/* harmony export */   Z4: () => (/* binding */ toClaims),
/* harmony export */   j1: () => (/* binding */ checkRunClaims),
/* harmony export */   qy: () => (/* binding */ asCollector),
/* harmony export */   xD: () => (/* binding */ issuerOf)
/* harmony export */ });
/* harmony import */ var _model_repository_name_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7832);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3706);


/**
 * Every claim of a manifest that the certificate also holds must be equal to it: a perfect signature over a document
 * about another run is a real thing (sigstore-conformance happy-path-intoto-in-dsse-v3). Which extension holds which
 * claim: sigstore/fulcio docs/oid-info.md. No extension names the job, so a job's identity is not confirmed here.
 * @param issuer the token issuer, where it is not the one of the claimed server: an enterprise's own, named by the caller.
 */
const checkClaims = (manifest, identity, issuer) => checkRunClaims(signerClaims(manifest), identity, issuer);
/** The same for claims that were read from elsewhere, such as a statement's predicate. */
const checkRunClaims = (claims, identity, issuer) => {
    const server = serverOfClaims(claims);
    const at = (path) => (path === undefined ? undefined : `${server}/${path}`);
    const run = claims.runUri ?? `${server}/${claims.repository}/actions/runs/${claims.runId}/attempts/${claims.attempt}`;
    const proven = (0,_model_repository_name_js__WEBPACK_IMPORTED_MODULE_0__/* .asClaimed */ .Sz)(repositoryOf(claims), identity);
    return [
        (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .equal */ .LC)('claim-issuer', 'token issuer', issuer ?? issuerOf(server), identity.issuer),
        compare('claim-run', 'run', run, proven(identity.runInvocationUri)),
        compareRepository(claims, identity),
        compare('claim-repository-id', 'repository id', claims.repositoryId, identity.sourceRepositoryId),
        compareOwner(claims, identity),
        compare('claim-owner-id', 'owner id', claims.ownerId, identity.sourceRepositoryOwnerId),
        compare('claim-commit', 'commit', claims.sha, identity.sourceRepositoryDigest),
        compare('claim-ref', 'ref', claims.ref, identity.sourceRepositoryRef),
        compare('claim-workflow', 'workflow', at(claims.workflowRef), proven(identity.buildConfigUri)),
        compare('claim-workflow-commit', 'workflow commit', claims.workflowSha, identity.buildConfigDigest),
        compareWorkflowName(claims.workflow, identity),
        compare('claim-event', 'event', claims.event, identity.buildTrigger),
        compare('claim-visibility', 'visibility', claims.visibility, identity.sourceRepositoryVisibility),
        compare('claim-job-workflow', 'called workflow', at(claims.jobWorkflowRef), proven(identity.buildSignerUri)),
        compare('claim-job-workflow-commit', 'called workflow commit', claims.jobWorkflowSha, identity.buildSignerDigest),
        compare('claim-runner-environment', 'runner environment', claims.runnerEnvironment, identity.runnerEnvironment),
        compareEnvironment(claims.environment, identity),
        checkTokenSubject(claims, identity),
    ];
};
/** The server of the claims without a slash at its end; github.com where they name none. */
const serverOfClaims = ({ serverUrl }) => (serverUrl ?? 'https://github.com').replace(/\/$/, '');
/** A repository is known by its id: under another name it is the same one. */
const compareRepository = (claims, identity) => {
    const claimed = repositoryOf(claims);
    const { sourceRepositoryUri: source } = identity;
    return source !== undefined && source !== claimed.uri && (0,_model_repository_name_js__WEBPACK_IMPORTED_MODULE_0__/* .isSameRepository */ .ve)(claimed, identity)
        ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .pass */ .IX)('claim-repository', `repository ${claimed.uri}, certified as ${source}`)
        : compare('claim-repository', 'repository', claimed.uri, source);
};
/** The owner of a repository that was renamed, or is written in other letters, may be too; its id is compared by itself. */
const compareOwner = (claims, identity) => {
    const claimed = repositoryOf(claims);
    const owner = claimed.uri.slice(0, claimed.uri.lastIndexOf('/'));
    const { sourceRepositoryOwnerUri: proven, sourceRepositoryUri: source } = identity;
    const isOfSource = source !== undefined && proven === source.slice(0, source.lastIndexOf('/'));
    return isOfSource && proven !== owner && (0,_model_repository_name_js__WEBPACK_IMPORTED_MODULE_0__/* .isSameRepository */ .ve)(claimed, identity)
        ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .pass */ .IX)('claim-owner', `owner ${owner}, certified as ${proven}`)
        : compare('claim-owner', 'owner', owner, proven);
};
const repositoryOf = (claims) => {
    const server = serverOfClaims(claims);
    return {
        uri: `${server}/${claims.repository}`,
        id: claims.repositoryId,
        workflow: claims.workflowRef === undefined ? undefined : `${server}/${claims.workflowRef}`,
    };
};
/** Only the deprecated .4 holds the name, so a certificate without it contradicts nobody. */
const compareWorkflowName = (claimed, { deprecated }) => {
    const proven = deprecated?.workflowName;
    if (claimed === undefined || proven === undefined)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .notApplicable */ .hH)('claim-workflow-name', `no workflow name is ${claimed === undefined ? 'claimed' : 'certified'}`);
    return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .equal */ .LC)('claim-workflow-name', 'workflow name', claimed, proven);
};
/** .23 is younger than the others: a certificate authority that does not write it contradicts nobody. */
const compareEnvironment = (claimed, { deploymentEnvironment }) => claimed !== undefined && deploymentEnvironment === undefined
    ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .notApplicable */ .hH)('claim-environment', `${claimed} is claimed, the certificate names none`)
    : compare('claim-environment', 'deployment environment', claimed, deploymentEnvironment);
/**
 * The token's subject names the repository and, by default, environment, `pull_request` or ref (docs.github.com "OpenID
 * Connect reference", example subject claims). An organisation may have it made otherwise: what has another form is not
 * judged. Immutable subjects add ids: `repo:octo@1/traced@2:…`.
 */
const checkTokenSubject = (claims, identity) => {
    const id = 'claim-subject';
    const { tokenSubject, deploymentEnvironment } = identity;
    if (tokenSubject === undefined)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .notApplicable */ .hH)(id, 'the certificate holds no token subject');
    const [kind, named = '', context = '', ...more] = tokenSubject.split(':');
    if (kind !== 'repo')
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .notApplicable */ .hH)(id, `${tokenSubject} is not in GitHub's default form`);
    const differing = differsInRepository(named, claims, identity);
    if (differing !== undefined)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .fail */ .fJ)(id, differing);
    const [value] = more;
    if (value === undefined || more.length > 1)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .pass */ .IX)(id, tokenSubject);
    if (context === 'ref' && claims.ref !== undefined)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .equal */ .LC)(id, 'ref of the subject', claims.ref, value);
    if (context === 'environment' && deploymentEnvironment !== undefined)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .equal */ .LC)(id, 'environment of the subject', deploymentEnvironment, decodeColon(value));
    return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .pass */ .IX)(id, tokenSubject);
};
/** The ids of an immutable subject are those of claims and certificate, and its name is that of the repository. */
const differsInRepository = (named, claims, identity) => {
    const [[owner = '', ownerId] = [], [name = '', repositoryId] = []] = named.split('/').map(part => part.split('@'));
    const ids = [
        ['owner id', claims.ownerId, ownerId],
        ['owner id', identity.sourceRepositoryOwnerId, ownerId],
        ['repository id', claims.repositoryId, repositoryId],
        ['repository id', identity.sourceRepositoryId, repositoryId],
    ];
    const wrong = ids.find(([, known, told]) => known !== undefined && told !== undefined && known !== told);
    if (wrong !== undefined)
        return `${wrong[0]} of the subject: ${wrong[2] ?? ''}, known ${wrong[1] ?? ''}`;
    const told = (0,_model_repository_name_js__WEBPACK_IMPORTED_MODULE_0__/* .asClaimed */ .Sz)(repositoryOf(claims), identity)(`${serverOfClaims(claims)}/${owner}/${name}`);
    return told === `${serverOfClaims(claims)}/${claims.repository}`
        ? undefined
        : `repository of the subject: claimed ${claims.repository}, proven ${owner}/${name}`;
};
/** A colon in an environment's name is written `%3A` there (docs.github.com "OpenID Connect reference"). */
const decodeColon = (value) => value.replaceAll('%3A', ':');
/** What is claimed and not certified fails; what is not claimed is nobody's contradiction. */
const compare = (id, what, claimed, proven) => {
    if (claimed === undefined)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .notApplicable */ .hH)(id, `no ${what} is claimed${proven === undefined ? '' : `, the certificate says ${proven}`}`);
    if (proven === undefined)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .fail */ .fJ)(id, `${what} ${claimed} is claimed, the certificate names none`);
    return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .equal */ .LC)(id, what, claimed, proven);
};
/**
 * GitHub's issuer, or that of a *.ghe.com tenant. An enterprise's own issuer path (`…com/<slug>`) is only accepted from
 * the caller: nothing here can be configured from a manifest.
 */
const issuerOf = (server) => {
    const host = URL.canParse(server) ? new URL(server).hostname : '';
    return host.endsWith('.ghe.com') ? `https://token.actions.${host}` : 'https://token.actions.githubusercontent.com';
};
/** What a manifest says of its run. */
const toClaims = (manifest) => {
    const { run } = manifest;
    const common = {
        serverUrl: run.serverUrl?.value,
        repository: run.repository.value,
        repositoryId: run.repositoryId.value,
        runId: run.runId.value,
        attempt: String(run.attempt.value),
        event: run.event?.value,
        ref: run.ref?.value,
        sha: run.sha?.value,
        workflowRef: run.workflowRef?.value,
        workflowSha: run.workflowSha?.value,
        visibility: run.visibility?.value,
        // REST's `name` of a run is for people; the runner's GITHUB_WORKFLOW is the token's claim `workflow`.
        workflow: run.workflow?.source === 'runner' ? run.workflow.value : undefined,
    };
    if (manifest.kind === 'run-manifest')
        return { ...common, jobWorkflowRef: manifest.reporter?.jobWorkflowRef };
    return {
        ...common,
        ownerId: manifest.run.ownerId?.value,
        jobWorkflowRef: manifest.job.workflowRef?.value,
        jobWorkflowSha: manifest.job.workflowSha?.value,
        runnerEnvironment: manifest.runner.environment?.value,
    };
};
/** What a manifest says of the run that signed it: its own, or that of the collector which signed afterwards. */
const signerClaims = (manifest) => {
    const claims = toClaims(manifest);
    return manifest.kind === 'run-manifest' && manifest.reporter?.role === 'collector'
        ? asCollector(claims, { ...manifest.reporter, attempt: String(manifest.reporter.attempt) })
        : claims;
};
const asCollector = (claims, collector) => ({
    serverUrl: claims.serverUrl,
    repository: claims.repository,
    repositoryId: claims.repositoryId,
    ownerId: claims.ownerId,
    visibility: claims.visibility,
    jobWorkflowRef: claims.jobWorkflowRef,
    runId: collector.runId,
    attempt: collector.attempt,
    event: collector.event,
    ref: collector.ref,
    sha: collector.sha,
    workflowRef: collector.workflowRef,
    workflowSha: collector.workflowSha,
});


/***/ }),

/***/ 1689:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PM: () => (/* binding */ checkCountersigner),
/* harmony export */   Vq: () => (/* binding */ expectedCountersigner)
/* harmony export */ });
/* unused harmony export COUNTERSIGNER */
/* harmony import */ var _model_repository_name_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7832);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3706);


/**
 * The workflow that may sign for jobs which did not sign themselves, unless the caller names another: the report workflow of
 * the repository that published this program. `npm run set-owner` writes its owner here.
 */
const COUNTERSIGNER = 'OWNER/pipeline-trace/.github/workflows/report.yml';
const expectedCountersigner = ({ countersigner, signerWorkflow, }) => ({
    workflow: countersigner ?? signerWorkflow ?? COUNTERSIGNER,
    isDefault: countersigner === undefined && signerWorkflow === undefined,
});
/**
 * Whether the report that speaks for jobs without a signature of their own is signed by the workflow that may. Another one
 * fails where the caller named who may. Against the default it is said and no failure: a repository may run the report in
 * a workflow of its own, which `--repo` has answered for.
 */
const checkCountersigner = (expected, verified, { jobs }) => {
    const id = 'expected-countersigner';
    const { workflow, isDefault } = expectedCountersigner(expected);
    const covered = jobs.filter(({ signature }) => signature.by === 'report' || signature.by === 'collector');
    if (covered.length === 0)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_0__/* .notApplicable */ .hH)(id, `nothing is countersigned; ${workflow} could have`);
    const signer = verified.identity?.san;
    if (signer === undefined)
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_0__/* .notApplicable */ .hH)(id, 'a key names no workflow');
    const wanted = workflow.includes('://') ? workflow : `https://github.com/${workflow}`;
    if ((0,_model_repository_name_js__WEBPACK_IMPORTED_MODULE_1__/* .isWorkflow */ ._2)(wanted, signer))
        return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_0__/* .pass */ .IX)(id, `${covered.length} jobs, by ${signer}`);
    const differing = `${covered.length} jobs are countersigned by ${signer}, expected ${workflow}`;
    return isDefault
        ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_0__/* .notApplicable */ .hH)(id, `${differing} (the default; --countersigner names another)`)
        : (0,_verdict_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)(id, differing);
};


/***/ }),

/***/ 1832:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ checkExpectations),
  B: () => (/* binding */ namesSigner)
});

// EXTERNAL MODULE: ./lib/src/model/repository-name.js
var repository_name = __webpack_require__(7832);
// EXTERNAL MODULE: ./lib/src/trust/claims.js
var claims = __webpack_require__(9358);
// EXTERNAL MODULE: ./lib/src/trust/predicate.js
var predicate = __webpack_require__(9730);
// EXTERNAL MODULE: ./lib/src/trust/verdict.js
var verdict = __webpack_require__(3706);
;// CONCATENATED MODULE: ./lib/src/trust/source-expectations.js

/** Compares every one that was asked for; what is not known does not hold. */
const checkSource = (expected, source) => [
    held('expected-source-ref', expected.sourceRef, source.ref, source.by),
    held('expected-source-digest', expected.sourceDigest?.toLowerCase(), source.digest, source.by),
    held('expected-event', expected.event, source.event, source.by),
    held('expected-signer-digest', expected.signerDigest?.toLowerCase(), source.signerDigest, 'certificate'),
    held('expected-repository-id', expected.repositoryId, source.repositoryId, source.by),
    held('expected-owner-id', expected.ownerId, source.ownerId, source.by),
    held('expected-runner', expected.denySelfHostedRunners === true ? 'github-hosted' : undefined, source.runner, 'certificate'),
];
const held = (id, wanted, found, by) => {
    if (wanted === undefined)
        return (0,verdict/* notApplicable */.hH)(id, 'not asked');
    if (found === undefined)
        return (0,verdict/* fail */.fJ)(id, `wanted ${wanted}, the ${by} names none`);
    return found === wanted ? (0,verdict/* pass */.IX)(id, `${found}, by the ${by}`) : (0,verdict/* fail */.fJ)(id, `wanted ${wanted}, the ${by} says ${found}`);
};

;// CONCATENATED MODULE: ./lib/src/trust/expectations.js





/** Compares the signer with the expectations. A key names no signer: what its holder says is compared, and said so. */
const checkExpectations = (expected, verified) => {
    const known = verified.identity === undefined ? fromKeyHolder(verified) : fromCertificate(verified);
    return [
        checkIssuer(expected, verified),
        checkRepository(expected, known),
        check('expected-run', expected.run, known, known.run, value => known.run === value),
        check('expected-attempt', expected.attempt, known, known.attempt, value => known.attempt === value),
        withFullUrl(check('expected-signer', expected.signerWorkflow, known, known.signer, value => (0,repository_name/* isWorkflow */._2)(withServer(value), known.signer)), expected.signerWorkflow, known.signer),
        ...checkSource(expected, sourceOf(verified)),
    ];
};
/** The name in any case; of a renamed repository its id decides, where that was asked for too. */
const checkRepository = (expected, known) => {
    const { repo, repositoryId } = expected;
    const held = check('expected-repository', repo, known, known.repository, value => {
        return known.repository !== undefined && (0,repository_name/* isSameName */.yS)(known.repository, withServer(value));
    });
    if (held.result !== 'fail' || repo === undefined || known.repository === undefined)
        return held;
    const [one, other] = [withServer(repo), known.repository].map(uri => (URL.canParse(uri) ? new URL(uri).host : uri));
    return one === other && repositoryId !== undefined && repositoryId === known.repositoryId
        ? (0,verdict/* pass */.IX)('expected-repository', `${known.repository}, by its id ${repositoryId}: it has another name now`)
        : withFullUrl(held, repo, known.repository);
};
/** A name without a server is one of github.com: of another one the remedy is the whole address. */
const withFullUrl = (held, wanted, found) => {
    if (held.result !== 'fail' || wanted === undefined || wanted.includes('://') || found === undefined)
        return held;
    if (!URL.canParse(found) || new URL(found).origin === 'https://github.com')
        return held;
    return { ...held, reason: `${held.reason}; for a server other than github.com give the full URL` };
};
/**
 * Whether the caller named who must have signed. A repository names the signer of its own runs. A workflow does so only
 * where it lies in the repository whose run it was: a reusable one serves every repository that calls it. What a later
 * run collected must be vouched for by a named workflow, since any workflow of the repository could say so.
 */
const namesSigner = (expected, verified) => {
    if (verified.mode === 'key')
        return true;
    const namesRepository = expected.repo !== undefined || expected.repositoryId !== undefined;
    if (isCollected(verified))
        return namesRepository && expected.signerWorkflow !== undefined;
    if (namesRepository || expected.ownerId !== undefined)
        return true;
    const source = verified.identity?.sourceRepositoryUri;
    return (expected.signerWorkflow !== undefined &&
        source !== undefined &&
        verified.identity?.san.startsWith(`${source}/`) === true);
};
/** Run and attempt are those that the statement is about: a collector's certificate names another run than that. */
const fromCertificate = (verified) => {
    const { identity } = verified;
    const [, run, attempt] = /\/actions\/runs\/(\d{1,20})\/attempts\/(\d{1,5})$/.exec(identity?.runInvocationUri ?? '') ?? [];
    const common = {
        repository: identity?.sourceRepositoryUri,
        repositoryId: identity?.sourceRepositoryId,
        signer: identity?.san,
    };
    if (!isCollected(verified))
        return { ...common, by: 'certificate', run, attempt };
    const about = verified.statement === undefined ? undefined : (0,predicate/* readIndexClaims */.AQ)(verified.statement);
    return { ...common, by: 'collector', run: about?.runId, attempt: about?.attempt };
};
/** Whether the statement says that a later run made it of what another run left behind. */
const isCollected = ({ statement }) => {
    if (statement === undefined)
        return false;
    const [about, by] = [(0,predicate/* readIndexClaims */.AQ)(statement), (0,predicate/* readPredicateClaims */.ZH)(statement)];
    return about !== undefined && by !== undefined && (about.runId !== by.runId || about.attempt !== by.attempt);
};
const fromKeyHolder = (verified) => {
    const claims = verified.statement === undefined ? undefined : (0,predicate/* readPredicateClaims */.ZH)(verified.statement);
    if (claims === undefined)
        return { by: 'key holder' };
    const server = claims.serverUrl ?? 'https://github.com';
    return {
        by: 'key holder',
        repository: `${server}/${claims.repository}`,
        repositoryId: claims.repositoryId,
        run: claims.runId,
        attempt: claims.attempt,
    };
};
/**
 * Where the run came from: by the certificate; of a run that a later one collected, and of what a key signed, by the
 * statement. Who signed, and on which runner, only a certificate says.
 */
const sourceOf = (verified) => {
    const { identity, statement } = verified;
    const signer = { signerDigest: identity?.buildSignerDigest, runner: identity?.runnerEnvironment };
    if (identity !== undefined && !isCollected(verified))
        return {
            ...signer,
            by: 'certificate',
            ref: identity.sourceRepositoryRef,
            digest: identity.sourceRepositoryDigest,
            event: identity.buildTrigger,
            repositoryId: identity.sourceRepositoryId,
            ownerId: identity.sourceRepositoryOwnerId,
        };
    const claims = statement === undefined ? undefined : (0,predicate/* readIndexClaims */.AQ)(statement);
    return {
        ...signer,
        by: identity === undefined ? 'key holder' : 'collector',
        ref: claims?.ref,
        digest: claims?.sha,
        event: claims?.event,
        repositoryId: identity?.sourceRepositoryId ?? claims?.repositoryId,
        ownerId: identity?.sourceRepositoryOwnerId,
    };
};
/**
 * Other services than GitHub get certificates of the same authority, and write a repository of GitHub's into the same
 * extension (sigstore/fulcio config/identity/config.yaml), so a repository proves nothing without the issuer.
 */
const checkIssuer = (expected, { identity }) => {
    if (identity === undefined)
        return (0,verdict/* notApplicable */.hH)('expected-issuer', 'a key has no issuer');
    const named = expected.repo ?? expected.signerWorkflow;
    // An id alone is one of github.com: every server counts for itself.
    const byId = expected.repositoryId !== undefined || expected.ownerId !== undefined;
    const server = named !== undefined ? withServer(named) : byId ? GITHUB : (identity.sourceRepositoryUri ?? '');
    const held = (0,verdict/* equal */.LC)('expected-issuer', 'token issuer', expected.issuer ?? (0,claims/* issuerOf */.xD)(server), identity.issuer);
    return expected.issuer === undefined ? withFullUrl(held, named, identity.sourceRepositoryUri) : held;
};
const check = (id, wanted, known, value, holds) => {
    if (wanted === undefined)
        return (0,verdict/* notApplicable */.hH)(id, 'not asked');
    if (value === undefined)
        return (0,verdict/* fail */.fJ)(id, `wanted ${wanted}, the ${known.by} names none`);
    return holds(wanted)
        ? (0,verdict/* pass */.IX)(id, `${value}, by the ${known.by}`)
        : (0,verdict/* fail */.fJ)(id, `wanted ${wanted}, the ${known.by} says ${value}`);
};
const GITHUB = 'https://github.com';
const withServer = (value) => (value.includes('://') ? value : `${GITHUB}/${value}`);


/***/ }),

/***/ 5864:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ whyNotAsked),
/* harmony export */   n: () => (/* binding */ rememberAnswers)
/* harmony export */ });
/** The same question is asked once: every job of a run wants the list of its attempt. */
const rememberAnswers = (choice) => {
    if ('notAsked' in choice)
        return choice;
    const lists = new Map();
    return {
        ...choice,
        readJobs: (repository, runId, attempt) => {
            const key = `${repository} ${runId} ${attempt}`;
            const known = lists.get(key) ?? choice.readJobs(repository, runId, attempt);
            lists.set(key, known);
            return known;
        },
    };
};
/** Why this run cannot be asked for, else undefined. A token only goes to the server that the caller named. */
const whyNotAsked = (choice, run) => {
    if ('notAsked' in choice)
        return choice.notAsked;
    if (run.serverUrl.toLowerCase() !== choice.serverUrl.toLowerCase())
        return `the run is on ${run.serverUrl}, the API that was given is of ${choice.serverUrl}`;
    const parts = run.repository.split('/');
    const isPath = parts.length === 2 && parts.every(part => /^[\w.-]{1,100}$/.test(part) && !/^\.{1,2}$/.test(part));
    return isPath ? undefined : `${run.repository} is no name of a repository`;
};


/***/ }),

/***/ 7502:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H_: () => (/* binding */ JOB_PREDICATE_TYPE),
/* harmony export */   L$: () => (/* binding */ SLSA_PROVENANCE_TYPE),
/* harmony export */   Ry: () => (/* binding */ COLLECTED_RUN_PREDICATE_TYPE),
/* harmony export */   Uc: () => (/* binding */ PAYLOAD_TYPE),
/* harmony export */   hQ: () => (/* binding */ OUR_PREDICATE_TYPES),
/* harmony export */   zG: () => (/* binding */ STATEMENT_TYPE),
/* harmony export */   z_: () => (/* binding */ runPredicateType)
/* harmony export */ });
/* unused harmony exports RUN_PREDICATE_TYPE, BUNDLE_MEDIA_TYPE */
/**
 * What a statement of ours is about, and the two constants around it. These identifiers are for ever: verifiers compare
 * them byte by byte, and nobody has to fetch them.
 *
 * They stand under w3id.org, the permanent-identifier service of the W3C community group of that name
 * (github.com/perma-id/w3id.org), because an identifier may name neither the owner of the repository nor a domain that
 * somebody has to keep paying for: where a name there leads can change, the name cannot. in-toto asks that a type URI
 * be versioned and SHOULD resolve (in-toto/attestation spec/v1/field_types.md, TypeURI).
 */
const JOB_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/job-manifest/v1';
const RUN_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/run-manifest/v1';
/** A run manifest that a later run made: its certificate names that later run, not the one that the manifest is about. */
const COLLECTED_RUN_PREDICATE_TYPE = 'https://w3id.org/pipeline-trace/collected-run-manifest/v1';
/** All types of ours. */
const OUR_PREDICATE_TYPES = [
    JOB_PREDICATE_TYPE,
    RUN_PREDICATE_TYPE,
    COLLECTED_RUN_PREDICATE_TYPE,
];
/** What a statement about this run manifest has to be. */
const runPredicateType = ({ reporter }) => reporter?.role === 'collector' ? COLLECTED_RUN_PREDICATE_TYPE : RUN_PREDICATE_TYPE;
/** Read where the caller asks for it: provenance of GitHub's build type names its run too (slsa.dev/spec/v1.1/provenance). */
const SLSA_PROVENANCE_TYPE = 'https://slsa.dev/provenance/v1';
/** in-toto Statement v1 (in-toto/attestation spec/v1/statement.md). */
const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
/** sigstore-go refuses every other payload type of an in-toto statement (pkg/bundle/signature_content.go). */
const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const BUNDLE_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';


/***/ }),

/***/ 9730:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AQ: () => (/* binding */ readIndexClaims),
/* harmony export */   ZH: () => (/* binding */ readPredicateClaims),
/* harmony export */   vY: () => (/* binding */ readIndex)
/* harmony export */ });
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3619);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3305);
/* harmony import */ var zod_mini__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3945);
/* harmony import */ var _model_scalar_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5350);
/* harmony import */ var _claims_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9358);
/* harmony import */ var _predicate_types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7502);




const claim = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM((0,_model_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(1_024));
const runIndex = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    serverUrl: claim,
    repository: (0,_model_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(300),
    repositoryId: _model_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .numericId */ .Vi,
    runId: _model_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .numericId */ .Vi,
    runAttempt: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(/^[0-9]{1,5}$/)),
    event: claim,
    ref: claim,
    sha: claim,
    workflowRef: claim,
    workflowSha: claim,
});
const reporter = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    role: (0,_model_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(40),
    runId: _model_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .numericId */ .Vi,
    attempt: _model_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9,
    event: claim,
    ref: claim,
    sha: claim,
    workflowRef: claim,
    workflowSha: claim,
});
const index = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    run: runIndex,
    job: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ key: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM((0,_model_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(256)), id: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(_model_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .numericId */ .Vi) })),
    reporter: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(reporter),
});
/** An index that a statement of ours holds of its manifest; undefined for a predicate of another form. */
const readIndex = (statement) => {
    if (!_predicate_types_js__WEBPACK_IMPORTED_MODULE_1__/* .OUR_PREDICATE_TYPES */ .hQ.includes(statement.predicateType))
        return undefined;
    const parsed = zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .safeParse */ .xL(index, statement.predicate);
    return parsed.success ? parsed.data : undefined;
};
/** What a statement of ours says of the run it is about. */
const readIndexClaims = (statement) => {
    const found = readIndex(statement);
    if (found === undefined)
        return undefined;
    const { runAttempt, ...run } = found.run;
    return { ...run, attempt: runAttempt };
};
/** What a statement says of the run that signed it; undefined for a predicate of a form that is not known here. */
const readPredicateClaims = (statement) => {
    if (statement.predicateType === _predicate_types_js__WEBPACK_IMPORTED_MODULE_1__/* .SLSA_PROVENANCE_TYPE */ .L$)
        return readProvenance(statement);
    const claims = readIndexClaims(statement);
    const collector = readIndex(statement)?.reporter;
    if (statement.predicateType !== _predicate_types_js__WEBPACK_IMPORTED_MODULE_1__/* .COLLECTED_RUN_PREDICATE_TYPE */ .Ry)
        return claims;
    // A statement of that type without its collector claims nothing that could be held against the certificate.
    if (claims === undefined || collector?.role !== 'collector')
        return undefined;
    return (0,_claims_js__WEBPACK_IMPORTED_MODULE_5__/* .asCollector */ .qy)(claims, { ...collector, attempt: String(collector.attempt) });
};
/** `<server>/<owner>/<name>` */
const repositoryUrl = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()
    .check(zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._maxLength */ .Eb(600), zod_mini__WEBPACK_IMPORTED_MODULE_3__/* ._regex */ .Fk(/^https?:\/\/[\w.:-]{1,250}\/[\w.-]{1,100}\/[\w.-]{1,100}$/));
/** GitHub's, and the name it had in 2024. */
const BUILD_TYPES = [
    'https://actions.github.io/buildtypes/workflow/v1',
    'https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1',
];
const provenance = zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    buildDefinition: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
        buildType: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(BUILD_TYPES),
        externalParameters: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
            workflow: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ repository: repositoryUrl, ref: (0,_model_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(1_024), path: (0,_model_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(1_024) }),
        }),
        internalParameters: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
            github: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
                event_name: claim,
                repository_id: _model_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .numericId */ .Vi,
                repository_owner_id: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(_model_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .numericId */ .Vi),
                runner_environment: claim,
            }),
        }),
        resolvedDependencies: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM((0,_model_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ uri: claim, digest: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ gitCommit: claim })) }), 1_024)),
    }),
    runDetails: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
        builder: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lqM(zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ id: claim })),
        metadata: zod_mini__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ invocationId: (0,_model_scalar_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(1_024) }),
    }),
});
/**
 * SLSA provenance v1 of GitHub's build type, as actions/attest writes it (actions/toolkit packages/attest/src/provenance.ts).
 * `workflow.ref` is the ref of the workflow file, and the first dependency the repository at the run's commit.
 */
const readProvenance = ({ predicate }) => {
    const parsed = zod_mini__WEBPACK_IMPORTED_MODULE_4__/* .safeParse */ .xL(provenance, predicate);
    if (!parsed.success)
        return undefined;
    const { buildDefinition, runDetails } = parsed.data;
    const { workflow } = buildDefinition.externalParameters;
    const { github } = buildDefinition.internalParameters;
    const server = new URL(workflow.repository).origin;
    const repository = workflow.repository.slice(server.length + 1);
    const { invocationId } = runDetails.metadata;
    const [, runId = '0', attempt = '0'] = /\/actions\/runs\/(\d{1,20})\/attempts\/(\d{1,5})$/.exec(invocationId) ?? [];
    const builder = runDetails.builder?.id;
    return {
        serverUrl: server,
        repository,
        repositoryId: github.repository_id,
        ownerId: github.repository_owner_id,
        runId,
        attempt,
        runUri: invocationId,
        event: github.event_name,
        sha: buildDefinition.resolvedDependencies?.[0]?.digest?.gitCommit,
        workflowRef: `${repository}/${workflow.path}@${workflow.ref}`,
        // Before it named a workflow file, it named the kind of runner.
        jobWorkflowRef: builder?.startsWith(`${server}/`) === true && builder.includes('/.github/workflows/')
            ? builder.slice(server.length + 1)
            : undefined,
        runnerEnvironment: github.runner_environment,
    };
};


/***/ }),

/***/ 3706:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IX: () => (/* binding */ pass),
/* harmony export */   LC: () => (/* binding */ equal),
/* harmony export */   VC: () => (/* binding */ allPass),
/* harmony export */   fJ: () => (/* binding */ fail),
/* harmony export */   hH: () => (/* binding */ notApplicable)
/* harmony export */ });
/* harmony import */ var _model_cut_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(602);

/** Shorthands for the three outcomes of a check; ids are stable and documented in docs/verify.md. */
const pass = (id, reason) => ({ id, result: 'pass', reason: cut(reason) });
const fail = (id, reason) => ({ id, result: 'fail', reason: cut(reason) });
const notApplicable = (id, reason) => ({
    id,
    result: 'not-applicable',
    reason: cut(reason),
});
/** Pass when what is claimed is what was proven, else fail with both. */
const equal = (id, what, claimed, proven) => claimed === proven ? pass(id, `${what} ${proven}`) : fail(id, `${what}: claimed ${claimed}, proven ${proven}`);
/** Nothing failed. An empty list proves nothing. */
const allPass = (checks) => checks.length > 0 && checks.every(({ result }) => result === 'pass' || result === 'not-applicable');
const cut = (reason) => (0,_model_cut_text_js__WEBPACK_IMPORTED_MODULE_0__/* .shortenText */ .B)(reason, 500);


/***/ })

};
