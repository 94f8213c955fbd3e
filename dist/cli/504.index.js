export const id = 504;
export const ids = [504];
export const modules = {

/***/ 504:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verify: () => (/* binding */ verify)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/src/model/error.js
var error = __webpack_require__(9810);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
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

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/src/model/artifact-name.js
var artifact_name = __webpack_require__(6698);
// EXTERNAL MODULE: ./lib/src/model/limits.js
var limits = __webpack_require__(2350);
;// CONCATENATED MODULE: ./lib/src/cli/folder.js





const MAX_ENTRIES = 5_000;
/** @throws TraceError USAGE for a path that is neither a bundle nor a folder with a manifest. */
const openTarget = async (path) => {
    const stat = await (0,promises_.lstat)(path).catch(() => undefined);
    if (stat === undefined)
        throw new error/* TraceError */.y('USAGE', `there is no ${path}`);
    if (!stat.isDirectory()) {
        const file = await readContent(path, limits/* LIMITS */.b.bundle);
        if (file.state !== 'read')
            throw new error/* TraceError */.y('USAGE', `cannot read ${path}${file.state === 'refused' ? `: ${file.reason}` : ''}`);
        return { kind: 'bundle', name: path, text: new TextDecoder().decode(file.bytes) };
    }
    const names = new Set(await (0,promises_.readdir)(path));
    if (names.has(artifact_name/* RUN_MANIFEST_FILE */.tW))
        return { kind: 'run', folder: path };
    if (names.has(artifact_name/* JOB_MANIFEST_FILE */.ZD))
        return { kind: 'job', folder: path };
    throw new error/* TraceError */.y('USAGE', `${path} holds neither ${artifact_name/* RUN_MANIFEST_FILE */.tW} nor ${artifact_name/* JOB_MANIFEST_FILE */.ZD}`, {
        hint: 'Give the folder of an unpacked pipeline-trace artifact, or a bundle file',
    });
};
/** Reads a plain file of at most `cap` bytes. */
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
/** Everything that lies in a run folder: names at the top, and paths under jobs/ (sorted). */
const listRunFolder = async (folder) => {
    const known = [artifact_name/* RUN_MANIFEST_FILE */.tW, artifact_name/* RUN_BUNDLE_FILE */.aN, 'jobs'];
    const top = (await (0,promises_.readdir)(folder)).filter(name => !known.includes(name));
    const jobs = await (0,promises_.readdir)((0,external_node_path_.join)(folder, 'jobs')).catch(() => []);
    if (top.length + jobs.length > MAX_ENTRIES)
        throw new error/* TraceError */.y('TOO_LARGE', `${folder} holds more than ${MAX_ENTRIES} files`);
    return { jobs: jobs.map(name => `jobs/${name}`).sort(), others: top.sort() };
};

// EXTERNAL MODULE: ./lib/src/cli/exit.js
var exit = __webpack_require__(3855);
// EXTERNAL MODULE: ./lib/src/model/scalar.js
var scalar = __webpack_require__(5350);
;// CONCATENATED MODULE: ./lib/src/trust/verdict.js
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
const cut = (reason) => (reason.length > 500 ? `${reason.slice(0, 499)}…` : reason);

;// CONCATENATED MODULE: ./lib/src/cli/expectations.js



/** Compares the signer with the expectations. A key names no signer: what its holder says is compared, and said so. */
const checkExpectations = (expected, verified) => {
    const known = verified.identity === undefined ? fromKeyHolder(verified) : fromCertificate(verified.identity);
    return [
        check('expected-repository', expected.repo, known, known.repository, value => {
            const wanted = withServer(value).toLowerCase();
            return known.repository?.toLowerCase() === wanted;
        }),
        check('expected-run', expected.run, known, known.run, value => known.run === value),
        check('expected-attempt', expected.attempt, known, known.attempt, value => known.attempt === value),
        check('expected-signer', expected.signerWorkflow, known, known.signer, value => {
            const wanted = withServer(value);
            return known.signer === wanted || (!wanted.includes('@') && known.signer?.startsWith(`${wanted}@`) === true);
        }),
    ];
};
/** Whether a signer was named at all: a run number alone names nobody. */
const namesSigner = (expected) => expected.repo !== undefined || expected.signerWorkflow !== undefined;
const fromCertificate = (identity) => {
    const [, run, attempt] = /\/actions\/runs\/(\d{1,20})\/attempts\/(\d{1,5})$/.exec(identity.runInvocationUri ?? '') ?? [];
    return { by: 'certificate', repository: identity.sourceRepositoryUri, run, attempt, signer: identity.san };
};
const fromKeyHolder = (verified) => {
    const claims = verified.statement === undefined ? undefined : readPredicateClaims(verified.statement);
    if (claims === undefined)
        return { by: 'key holder' };
    const server = claims.serverUrl ?? 'https://github.com';
    return { by: 'key holder', repository: `${server}/${claims.repository}`, run: claims.runId, attempt: claims.attempt };
};
const check = (id, wanted, known, value, holds) => {
    if (wanted === undefined)
        return notApplicable(id, 'not asked');
    if (value === undefined)
        return fail(id, `wanted ${wanted}, the ${known.by} names none`);
    return holds(wanted)
        ? pass(id, `${value}, by the ${known.by}`)
        : fail(id, `wanted ${wanted}, the ${known.by} says ${value}`);
};
const withServer = (value) => (value.includes('://') ? value : `https://github.com/${value}`);
const claim = schemas/* optional */.lqM((0,scalar/* text */.Qq)(1_024));
const predicate = schemas/* object */.Ikc({
    run: schemas/* object */.Ikc({
        serverUrl: claim,
        repository: (0,scalar/* text */.Qq)(300),
        repositoryId: (0,scalar/* text */.Qq)(20),
        runId: (0,scalar/* text */.Qq)(20),
        runAttempt: (0,scalar/* text */.Qq)(20),
        event: claim,
        ref: claim,
        sha: claim,
        workflowRef: claim,
        workflowSha: claim,
    }),
});
/** What a statement of ours says about its run; undefined for a predicate of another form. */
const readPredicateClaims = (statement) => {
    const parsed = parse/* safeParse */.xL(predicate, statement.predicate);
    if (!parsed.success)
        return undefined;
    const { runAttempt, ...run } = parsed.data.run;
    return { ...run, attempt: runAttempt };
};

;// CONCATENATED MODULE: ./lib/src/cli/verification.js


/** One answer from all checks. A failure outweighs a missing file. */
const decide = (verification, expected) => {
    const failures = verification.sections.flatMap(({ subject, checks }) => checks.filter(({ result }) => result === 'fail').map(check => ({ subject, check })));
    const [first] = failures;
    if (first !== undefined)
        return { text: `not verified: ${reasonOf(first.subject, first.check)}`, exitCode: exit/* EXIT */.d.negative };
    if (verification.main?.ok !== true)
        return { text: 'not verified: unsigned', exitCode: exit/* EXIT */.d.negative };
    if (verification.missing.length > 0)
        return { text: `incomplete: ${verification.missing.length} listed file(s) missing`, exitCode: exit/* EXIT */.d.incomplete };
    const signer = signerOf(verification.main);
    return namesSigner(expected) || verification.main.mode === 'key'
        ? { text: `verified: signed by ${signer}`, exitCode: exit/* EXIT */.d.ok }
        : { text: `signed by ${signer}, not checked against an expectation`, exitCode: exit/* EXIT */.d.ok };
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

;// CONCATENATED MODULE: ./lib/src/model/canonical-json.js
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

// EXTERNAL MODULE: ./lib/src/render/escape.js
var render_escape = __webpack_require__(120);
;// CONCATENATED MODULE: ./lib/src/cli/verification-text.js



/** The verdict first, then what it rests on, then every check. Each value is escaped for the terminal. */
const renderText = (verification, verdict, trust) => {
    const { main } = verification;
    const facts = [
        verdict.text,
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
    return `${[...facts, ...sections].map(render_escape/* escapeTerminal */.e).join('\n')}\n`;
};
const WORD = { pass: 'pass', fail: 'FAIL', 'not-applicable': 'n/a ', other: 'n/a ' };
/** One JSON document: `{verdict, exitCode, trust, signer, identity, signedAt, missing, sections[{subject, checks}]}`. */
const renderJson = (verification, verdict, trust) => {
    const { main } = verification;
    return (0,render_escape/* escapeJson */.G)(toCanonicalJson({
        verdict: verdict.text,
        exitCode: verdict.exitCode,
        trust,
        mode: main?.mode ?? 'none',
        signer: main === undefined ? undefined : signerOf(main),
        identity: main?.identity,
        signedAt: main?.signedAt,
        missing: verification.missing,
        sections: verification.sections,
    }));
};

;// CONCATENATED MODULE: ./lib/src/digest.js

/** SHA-256 as 64 lower-case hex digits, of bytes or of the UTF-8 bytes of a text. */
const sha256Hex = (data) => (0,external_node_crypto_.createHash)('sha256').update(data).digest('hex');

// EXTERNAL MODULE: ./lib/src/model/reading.js + 4 modules
var reading = __webpack_require__(8008);
;// CONCATENATED MODULE: ./lib/src/trust/claims.js

/**
 * Every claim of a manifest that the certificate also holds must be equal to it: a perfect signature over a document
 * about another run is a real thing (sigstore-conformance happy-path-intoto-in-dsse-v3). Which extension holds which
 * claim: sigstore/fulcio docs/oid-info.md. No extension names the job, so a job's identity is not confirmed here.
 */
const checkClaims = (manifest, identity) => checkRunClaims(toClaims(manifest), identity);
/** The same for claims that were read from elsewhere, such as a statement's predicate. */
const checkRunClaims = (claims, identity) => {
    const server = (claims.serverUrl ?? 'https://github.com').replace(/\/$/, '');
    const at = (path) => (path === undefined ? undefined : `${server}/${path}`);
    const run = `${server}/${claims.repository}/actions/runs/${claims.runId}/attempts/${claims.attempt}`;
    return [
        equal('claim-issuer', 'token issuer', issuerOf(server), identity.issuer),
        compare('claim-run', 'run', run, identity.runInvocationUri),
        compare('claim-repository', 'repository', at(claims.repository), identity.sourceRepositoryUri),
        compare('claim-repository-id', 'repository id', claims.repositoryId, identity.sourceRepositoryId),
        compare('claim-owner-id', 'owner id', claims.ownerId, identity.sourceRepositoryOwnerId),
        compare('claim-commit', 'commit', claims.sha, identity.sourceRepositoryDigest),
        compare('claim-ref', 'ref', claims.ref, identity.sourceRepositoryRef),
        compare('claim-workflow', 'workflow', at(claims.workflowRef), identity.buildConfigUri),
        compare('claim-workflow-commit', 'workflow commit', claims.workflowSha, identity.buildConfigDigest),
        compare('claim-event', 'event', claims.event, identity.buildTrigger),
        compare('claim-visibility', 'visibility', claims.visibility, identity.sourceRepositoryVisibility),
        compare('claim-job-workflow', 'called workflow', at(claims.jobWorkflowRef), identity.buildSignerUri),
        compare('claim-job-workflow-commit', 'called workflow commit', claims.jobWorkflowSha, identity.buildSignerDigest),
        compare('claim-runner-environment', 'runner environment', claims.runnerEnvironment, identity.runnerEnvironment),
    ];
};
/** What is claimed and not certified fails; what is not claimed is nobody's contradiction. */
const compare = (id, what, claimed, proven) => {
    if (claimed === undefined)
        return notApplicable(id, `no ${what} is claimed`);
    if (proven === undefined)
        return fail(id, `${what} ${claimed} is claimed, the certificate names none`);
    return equal(id, what, claimed, proven);
};
/**
 * GitHub's issuer, or that of a *.ghe.com tenant. An enterprise's own issuer path (`…com/<slug>`) is not accepted: who
 * configured one has to say so, and nothing here can be configured from a manifest.
 */
const issuerOf = (server) => {
    const host = URL.canParse(server) ? new URL(server).hostname : '';
    return host.endsWith('.ghe.com') ? `https://token.actions.${host}` : 'https://token.actions.githubusercontent.com';
};
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
    };
    if (manifest.kind === 'run-manifest')
        return common;
    return {
        ...common,
        ownerId: manifest.run.ownerId?.value,
        jobWorkflowRef: manifest.job.workflowRef?.value,
        jobWorkflowSha: manifest.job.workflowSha?.value,
        runnerEnvironment: manifest.runner.environment?.value,
    };
};

;// CONCATENATED MODULE: ./lib/src/trust/predicate-types.js
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
/** in-toto Statement v1 (in-toto/attestation spec/v1/statement.md). */
const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
/** sigstore-go refuses every other payload type of an in-toto statement (pkg/bundle/signature_content.go). */
const predicate_types_PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const predicate_types_BUNDLE_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

;// CONCATENATED MODULE: ./lib/src/trust/certificate-identity.js
const EXTENSIONS = {
    9: 'buildSignerUri',
    10: 'buildSignerDigest',
    11: 'runnerEnvironment',
    12: 'sourceRepositoryUri',
    13: 'sourceRepositoryDigest',
    14: 'sourceRepositoryRef',
    15: 'sourceRepositoryId',
    16: 'sourceRepositoryOwnerUri',
    17: 'sourceRepositoryOwnerId',
    18: 'buildConfigUri',
    19: 'buildConfigDigest',
    20: 'buildTrigger',
    21: 'runInvocationUri',
    22: 'sourceRepositoryVisibility',
    23: 'deploymentEnvironment',
    24: 'tokenSubject',
};
const FULCIO_ARC = '1.3.6.1.4.1.57264.1.';
const ISSUER_RAW = 1;
const ISSUER = 8;
/** Reads the identity of a leaf that was verified before. A value that is no UTF-8 string of DER is left out. */
const readCertificateIdentity = (san, extensions) => {
    const find = (arc) => extensions.find(({ oid }) => oid === `${FULCIO_ARC}${arc}`)?.value;
    const issuer = readUtf8String(find(ISSUER)) ?? decode(find(ISSUER_RAW));
    if (san === undefined || issuer === undefined)
        return undefined;
    const named = Object.entries(EXTENSIONS).flatMap(([arc, name]) => {
        const value = readUtf8String(find(Number(arc)));
        return value === undefined ? [] : [[name, value]];
    });
    return { san, issuer, ...Object.fromEntries(named) };
};
const DER_UTF8_STRING = 0x0c;
/** DER UTF8String whose length is exactly what it says (X.690 §8.1.3; short form, and long form of one or two bytes). */
const readUtf8String = (der) => {
    if (der === undefined || der[0] !== DER_UTF8_STRING)
        return undefined;
    const [, first = 0, second = 0, third = 0] = der;
    const [start, length] = first < 0x80 ? [2, first] : first === 0x81 ? [3, second] : first === 0x82 ? [4, second * 256 + third] : [0, -1];
    return der.byteLength === start + length ? decode(der.subarray(start)) : undefined;
};
const decode = (bytes) => {
    if (bytes === undefined)
        return undefined;
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/dsse.js



/** DSSE's pre-authentication encoding: the bytes that are signed (secure-systems-lab/dsse protocol.md). */
const preAuthEncoding = (payloadType, payload) => Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.byteLength} `),
    payload,
]);
/**
 * Bundle v0.3 with a signature by a key of the user's own: node:crypto only, no service. The key is named by
 * base64(SHA-256(SPKI)); the bundle does not carry it, and a verifier must know it from elsewhere.
 * @param pem PKCS#8 PEM of an ECDSA P-256 key: Ed25519 is ambiguous outside DSSE (pure or pre-hashed), and cosign reads
 * the others only in part.
 * @throws TraceError SIGNING for any other key. The key itself is in no message.
 */
const signWithKey = (payload, pem) => {
    const key = readPrivateKey(pem);
    const keyid = keyHint(createPublicKey(key));
    const sig = sign('sha256', preAuthEncoding(PAYLOAD_TYPE, payload), key).toString('base64');
    return JSON.stringify({
        mediaType: BUNDLE_MEDIA_TYPE,
        verificationMaterial: { publicKey: { hint: keyid } },
        dsseEnvelope: {
            payload: Buffer.from(payload).toString('base64'),
            payloadType: PAYLOAD_TYPE,
            signatures: [{ sig, keyid }],
        },
    });
};
/** base64(SHA-256(SPKI)): the hint that names a key in a bundle (sigstore-conformance, managed-key bundles). */
const keyHint = (publicKey) => (0,external_node_crypto_.createHash)('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('base64');
const readPrivateKey = (pem) => {
    if (!pem.includes('-----BEGIN PRIVATE KEY-----'))
        throw unusableKey('is not an unencrypted PKCS#8 PEM');
    let key;
    try {
        key = createPrivateKey(pem);
    }
    catch {
        throw unusableKey('cannot be read');
    }
    if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
        throw unusableKey('is not ECDSA P-256');
    return key;
};
const unusableKey = (what) => new TraceError('SIGNING', `the signing key ${what}`, {
    hint: 'Make one with: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256',
});

;// CONCATENATED MODULE: ./lib/src/trust/trust-material.js


/** A TrustedRoot from its JSON value. @throws for a malformed one. */
const readRoot = async (value) => {
    const { TrustedRoot } = await __webpack_require__.e(/* import() */ 654).then(__webpack_require__.t.bind(__webpack_require__, 9654, 19));
    return TrustedRoot.fromJSON(value);
};
/**
 * The roots that hold the issuer of this leaf, by issuer name and key id; no signature is checked here. A root that
 * cannot be read is no root.
 */
const findRoots = async (leafDer, roots) => {
    const leaf = readCertificate(leafDer);
    if (leaf === undefined)
        return [];
    const found = [];
    for (const value of roots) {
        const root = await readRoot(value).catch(() => undefined);
        const authorities = root?.certificateAuthorities.flatMap(({ certChain }) => certChain?.certificates ?? []) ?? [];
        const isIssuer = authorities.some(({ rawBytes }) => {
            const authority = readCertificate(rawBytes);
            return authority !== undefined && leaf.checkIssued(authority);
        });
        if (root !== undefined && isIssuer)
            found.push(root);
    }
    return found;
};
/** The given key that a bundle's hint names; the hint only chooses among given keys. */
const findKey = (hint, keys) => {
    for (const pem of keys) {
        const key = (0,external_node_crypto_.createPublicKey)(pem);
        if (keyHint(key) === hint)
            return key;
    }
    return undefined;
};
const readCertificate = (der) => {
    try {
        return new external_node_crypto_.X509Certificate(der);
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/proof.js


/** The checks that the cryptography makes, in the order in which it makes them. */
const PROOF_CHECKS = ['trust-root', 'timestamp', 'certificate', 'transparency-log', 'signature'];
/**
 * Verifies timestamps, certificate, log entries and signature with @sigstore/verify. The thresholds are those of the
 * root: one log entry where it has logs, one certificate timestamp where it has certificate logs, always one time.
 */
const prove = async (bundle, material) => {
    const content = bundle.verificationMaterial.content;
    if (content.$case === 'publicKey')
        return proveWithKey(bundle, content.publicKey.hint, material);
    const leaf = content.$case === 'certificate' ? content.certificate : content.x509CertificateChain.certificates[0];
    const roots = leaf === undefined ? [] : await findRoots(leaf.rawBytes, material.roots);
    if (roots.length === 0)
        return { checks: [fail('trust-root', 'no trust root: none of the given roots issued this certificate')] };
    const { toSignedEntity, toTrustMaterial, Verifier } = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(187)]).then(__webpack_require__.t.bind(__webpack_require__, 4187, 19));
    let last = { checks: [] };
    for (const root of roots) {
        const needsLog = root.tlogs.length > 0;
        const thresholds = {
            tlogThreshold: needsLog ? 1 : 0,
            ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
            timestampThreshold: 1,
        };
        const trusted = pass('trust-root', `certificate authority ${root.certificateAuthorities.map(({ uri }) => uri).join(', ')}`);
        try {
            const entity = toSignedEntity(bundle);
            const signer = new Verifier(toTrustMaterial(root), thresholds).verify(entity);
            const signedAt = signingTime(entity.timestamps);
            return {
                signer,
                ...(signedAt === undefined ? {} : { signedAt }),
                checks: [
                    trusted,
                    pass('timestamp', `signed at ${signedAt ?? 'an unknown time'}`),
                    pass('certificate', 'chains to the root and was valid when signed'),
                    needsLog ? pass('transparency-log', 'in the log') : notApplicable('transparency-log', 'this root has no log'),
                    pass('signature', 'matches certificate and payload'),
                ],
            };
        }
        catch (error) {
            last = { checks: [trusted, ...explain(error)] };
        }
    }
    return last;
};
const proveWithKey = async (bundle, hint, material) => {
    const key = findKey(hint, material.keys);
    if (key === undefined)
        return { checks: [fail('trust-root', 'no trust root: none of the given keys has this name')] };
    const trusted = pass('trust-root', `key ${hint}`);
    try {
        const { toSignedEntity, toTrustMaterial, Verifier } = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(187)]).then(__webpack_require__.t.bind(__webpack_require__, 4187, 19));
        const anchors = toTrustMaterial(await readRoot({}), () => ({ publicKey: key, validFor: () => true }));
        const thresholds = { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 };
        const signer = new Verifier(anchors, thresholds).verify(toSignedEntity(bundle));
        return {
            signer,
            keyHint: hint,
            checks: [
                trusted,
                notApplicable('timestamp', 'a key signature has no time'),
                notApplicable('certificate', 'a key signature has no certificate'),
                notApplicable('transparency-log', 'a key signature is in no log'),
                pass('signature', 'matches key and payload'),
            ],
        };
    }
    catch {
        return { checks: [trusted, fail('signature', 'does not match key and payload')] };
    }
};
/** Only after verification. Rekor's time counts only with its signed promise: a mere inclusion proof does not cover it. */
const signingTime = (timestamps) => {
    const authority = timestamps.find(each => each.$case === 'timestamp-authority');
    if (authority?.$case === 'timestamp-authority')
        return authority.timestamp.signingTime.toISOString();
    const log = timestamps.find(each => each.$case === 'transparency-log' && each.tlogEntry.inclusionPromise !== undefined);
    return log?.$case === 'transparency-log'
        ? new Date(Number(log.tlogEntry.integratedTime) * 1000).toISOString()
        : undefined;
};
/** The verifier checks in the order of PROOF_CHECKS and throws at the first failure; a code of its own tells which one. */
const explain = (error) => {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    const failed = code.startsWith('TIMESTAMP')
        ? 'timestamp'
        : code.startsWith('CERTIFICATE') || code.startsWith('PUBLIC_KEY')
            ? 'certificate'
            : code.startsWith('TLOG')
                ? 'transparency-log'
                : 'signature';
    const reason = /^[A-Z_]{1,60}$/.test(code)
        ? code.toLowerCase().replaceAll('_', ' ')
        : 'malformed verification material';
    const before = PROOF_CHECKS.slice(1, PROOF_CHECKS.indexOf(failed));
    return [...(code === '' ? [] : before.map(id => pass(id, 'no objection'))), fail(failed, reason)];
};

;// CONCATENATED MODULE: ./lib/src/trust/statement-reading.js



/** An in-toto statement as far as a verifier of ours reads it; the predicate is read by its own schema. */
const statement = schemas/* object */.Ikc({
    _type: (0,scalar/* text */.Qq)(200),
    subject: (0,scalar/* list */.p_)(schemas/* object */.Ikc({ name: (0,scalar/* text */.Qq)(1_024), digest: schemas/* object */.Ikc({ sha256: schemas/* string */.YjP().check(api/* _regex */.Fk(/^[0-9a-f]{64}$/)) }) }), limits/* LIMITS */.b.statementSubjects).check(api/* _minLength */.m9(1)),
    predicateType: (0,scalar/* text */.Qq)(500),
    predicate: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()),
});
/** undefined for bytes that are no statement with at least one sha256 subject. */
const readStatement = (payload) => {
    try {
        const parsed = parse/* safeParse */.xL(statement, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)));
        return parsed.success ? parsed.data : undefined;
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./lib/src/trust/verify-bundle.js






const CHECKS = [
    'bundle-size',
    'bundle-form',
    'signature-count',
    ...PROOF_CHECKS,
    'payload-type',
    'statement',
    'predicate-type',
];
/**
 * Verifies a Sigstore bundle with a DSSE envelope. Root, key and thresholds come from `material`, never from the bundle:
 * a bundle from which an entry was dropped must not lower the bar. Whatever the libraries throw is a rejection.
 *
 * This says who signed which bytes and when. Whether the bytes are about the run in the certificate is for claims.ts,
 * whether the signer is the wanted one is for the caller.
 */
const verifyBundle = async (bundleText, material) => {
    const size = Buffer.byteLength(bundleText);
    if (size > limits/* LIMITS */.b.bundle)
        return rejected('none', [fail('bundle-size', `${size} bytes, limit ${limits/* LIMITS */.b.bundle}`)]);
    const sized = pass('bundle-size', `${size} bytes`);
    const bundle = await parseBundle(bundleText);
    if (typeof bundle === 'string')
        return rejected('none', [sized, fail('bundle-form', bundle)]);
    const mode = bundle.verificationMaterial.content.$case === 'publicKey' ? 'key' : 'keyless';
    const formed = [sized, pass('bundle-form', bundle.mediaType)];
    if (bundle.content.$case !== 'dsseEnvelope')
        return rejected(mode, [...formed, fail('signature-count', 'no DSSE envelope')]);
    const envelope = bundle.content.dsseEnvelope;
    if (envelope.signatures.length !== 1)
        return rejected(mode, [...formed, fail('signature-count', `${envelope.signatures.length} signatures, not one`)]);
    const counted = [...formed, pass('signature-count', 'one signature')];
    const proof = await prove(bundle, material);
    const checks = [...counted, ...proof.checks];
    if (proof.signer === undefined)
        return rejected(mode, checks);
    const statement = readStatement(envelope.payload);
    checks.push(...checkContent(envelope.payloadType, statement));
    const identity = readCertificateIdentity(proof.signer.identity?.subjectAlternativeName, (proof.signer.identity?.oids ?? []).map(({ oid, value }) => ({ oid: oid?.id.join('.') ?? '', value })));
    if (mode === 'keyless' && identity === undefined)
        return rejected(mode, [...counted, fail('certificate', 'the certificate names no subject or no issuer')]);
    return {
        checks: complete(checks),
        ok: allPass(checks),
        mode,
        payload: new Uint8Array(envelope.payload),
        ...(identity === undefined ? {} : { identity }),
        ...(proof.keyHint === undefined ? {} : { keyHint: proof.keyHint }),
        ...(statement === undefined ? {} : { statement }),
        ...(proof.signedAt === undefined ? {} : { signedAt: proof.signedAt }),
    };
};
const parseBundle = async (text) => {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return 'not JSON';
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        return 'not a JSON object';
    try {
        const { bundleFromJSON } = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(40)]).then(__webpack_require__.t.bind(__webpack_require__, 1040, 19));
        return bundleFromJSON(value);
    }
    catch {
        return 'not a Sigstore bundle, or parts are missing';
    }
};
const checkContent = (payloadType, statement) => {
    const type = payloadType === predicate_types_PAYLOAD_TYPE
        ? pass('payload-type', payloadType)
        : fail('payload-type', `${payloadType} is not ${predicate_types_PAYLOAD_TYPE}`);
    if (statement === undefined)
        return [type, fail('statement', 'the payload is no in-toto statement with a sha256 subject')];
    const isOurs = statement.predicateType === JOB_PREDICATE_TYPE || statement.predicateType === RUN_PREDICATE_TYPE;
    return [
        type,
        statement._type === STATEMENT_TYPE
            ? pass('statement', STATEMENT_TYPE)
            : fail('statement', `${statement._type} is not ${STATEMENT_TYPE}`),
        isOurs
            ? pass('predicate-type', statement.predicateType)
            : fail('predicate-type', `${statement.predicateType} is not about a manifest`),
    ];
};
const rejected = (mode, checks) => ({
    checks: complete(checks),
    ok: false,
    mode,
});
const complete = (checks) => CHECKS.map(id => checks.find(check => check.id === id) ?? notApplicable(id, 'not reached'));

;// CONCATENATED MODULE: ./lib/src/cli/verify-job.js











/** A bundle alone: who signed, and whether the statement's own words agree with the certificate. */
const verifyLoneBundle = async (text, material, expected) => {
    const main = await verifyBundle(text, material);
    const files = main.statement?.subject.map(({ name }) => name).join(', ') ?? 'unknown files';
    const checks = [
        ...main.checks,
        ...(main.ok ? checkPredicate(main) : []),
        ...(main.payload === undefined ? [] : checkExpectations(expected, main)),
        notApplicable('subject', `${files}: not compared, only the bundle was given`),
    ];
    return { sections: [{ subject: 'bundle', checks }], missing: [], main };
};
/** An unpacked job artifact: job-manifest.json and its bundle. */
const verifyJobFolder = async (folder, material, expected) => {
    const file = await readContent((0,external_node_path_.join)(folder, artifact_name/* JOB_MANIFEST_FILE */.ZD), limits/* LIMITS */.b.jobManifest);
    const bundle = await readContent((0,external_node_path_.join)(folder, artifact_name/* JOB_BUNDLE_FILE */.Os), limits/* LIMITS */.b.bundle);
    const { manifest, check } = readManifest(file);
    const manifestSection = { subject: artifact_name/* JOB_MANIFEST_FILE */.ZD, checks: [check] };
    if (bundle.state === 'missing') {
        const unsigned = { subject: artifact_name/* JOB_BUNDLE_FILE */.Os, checks: [fail('signed', 'there is no bundle')] };
        return { sections: [manifestSection, unsigned], missing: [], main: undefined };
    }
    const { verified, section } = await verifyJobBundle(artifact_name/* JOB_BUNDLE_FILE */.Os, bundle, file, manifest, material, expected);
    return { sections: [manifestSection, section], missing: [], main: verified };
};
/** The bundle of one job manifest: signature, subject = the bytes on disk, claims = certificate, expectations. */
const verifyJobBundle = async (subject, bundle, file, manifest, material, expected) => {
    if (bundle.state !== 'read')
        return {
            verified: undefined,
            section: { subject, checks: [fail('bundle-form', bundle.state === 'refused' ? bundle.reason : 'missing')] },
        };
    const verified = await verifyBundle(new TextDecoder().decode(bundle.bytes), material);
    if (verified.statement === undefined)
        return { verified, section: { subject, checks: verified.checks } };
    const checks = [
        ...verified.checks,
        verified.statement.predicateType === JOB_PREDICATE_TYPE
            ? pass('statement-kind', 'about a job manifest')
            : fail('statement-kind', 'not about a job manifest'),
        checkSubject(verified, file),
        ...(verified.identity !== undefined && manifest !== undefined ? checkClaims(manifest, verified.identity) : []),
        ...checkExpectations(expected, verified),
    ];
    return { verified, section: { subject, checks } };
};
/** The first subject is the manifest; only its digest counts, subjects match by digest (in-toto/attestation spec/v1). */
const checkSubject = (verified, file) => {
    const signed = verified.statement?.subject[0]?.digest.sha256;
    if (file.state !== 'read')
        return fail('subject', 'the manifest could not be read');
    const found = sha256Hex(file.bytes);
    return found === signed
        ? pass('subject', `sha256:${found}`)
        : fail('subject', `signed sha256:${signed ?? ''}, found sha256:${found}`);
};
/** The manifest of a file, and whether it is one. */
const readManifest = (file) => {
    if (file.state !== 'read')
        return { check: fail('manifest', file.state === 'refused' ? file.reason : 'missing') };
    try {
        const { value, unknownFields } = (0,reading/* readJobManifest */.l)(file.bytes);
        return {
            manifest: value,
            check: pass('manifest', `schema ${value.schemaVersion}, ${unknownFields} unknown fields`),
        };
    }
    catch (error) {
        return { check: fail('manifest', error instanceof Error ? error.message : 'not a job manifest') };
    }
};
const checkPredicate = (main) => {
    const claims = main.statement === undefined ? undefined : readPredicateClaims(main.statement);
    if (claims === undefined)
        return [fail('predicate', 'the predicate is not in the form of this version')];
    if (main.identity === undefined)
        return [notApplicable('predicate', 'a key confirms no claim')];
    return checkRunClaims(claims, main.identity);
};

;// CONCATENATED MODULE: ./lib/src/trust/run-files.js

/** Media type of a manifest as a ResourceDescriptor names it. */
const MANIFEST_MEDIA_TYPE = 'application/json';
/** `<job id>`, or `k-<backend job id>` where the runner gave no id; undefined for a job without a manifest. */
const jobFileStem = (job) => {
    if (job.manifest === undefined)
        return undefined;
    if (job.id !== undefined)
        return job.id;
    const backendJobId = job.record?.job.backendId?.value ?? job.manifest.artifact?.backendJobId;
    return backendJobId === undefined || !/^[0-9a-fA-F-]{1,64}$/.test(backendJobId) ? undefined : `k-${backendJobId}`;
};
/** Paths inside the run artifact of a job's manifest and of its bundle. */
const jobManifestPath = (stem) => `jobs/${stem}.json`;
const jobBundlePath = (stem) => `jobs/${stem}.sigstore.json`;
/** A path that a run statement may name: anything else could lead out of the folder. */
const isRunFilePath = (path) => path === artifact_name/* RUN_MANIFEST_FILE */.tW || /^jobs\/(\d{1,20}|k-[0-9a-fA-F-]{1,64})(\.sigstore)?\.json$/.test(path);
/** The files of one job that the run statement covers, manifest first; hex digests. */
const jobFiles = (job) => {
    const stem = jobFileStem(job);
    if (stem === undefined || job.manifest === undefined)
        return [];
    const manifest = { name: jobManifestPath(stem), sha256: hex(job.manifest.digest) };
    const { bundleDigest } = job.manifest;
    return bundleDigest === undefined ? [manifest] : [manifest, { name: jobBundlePath(stem), sha256: hex(bundleDigest) }];
};
const hex = (digest) => digest.replace(/^sha256:/, '');

;// CONCATENATED MODULE: ./lib/src/cli/verify-run.js














/**
 * An unpacked run artifact: the run bundle, then that the run manifest on disk is the signed one, then every job's files
 * by the digests it lists, then each job's own signature. What no signature covers is named.
 */
const verifyRunFolder = async (folder, material, expected) => {
    const file = await readContent((0,external_node_path_.join)(folder, artifact_name/* RUN_MANIFEST_FILE */.tW), limits/* LIMITS */.b.runManifest);
    const bundle = await readContent((0,external_node_path_.join)(folder, artifact_name/* RUN_BUNDLE_FILE */.aN), limits/* LIMITS */.b.bundle);
    const { manifest, check } = readRun(file);
    const main = bundle.state === 'read' ? await verifyBundle(new TextDecoder().decode(bundle.bytes), material) : undefined;
    const runChecks = [
        check,
        ...(main === undefined ? [unsigned(bundle)] : main.checks),
        ...(main?.statement === undefined ? [] : checkRunStatement(main, main.statement, file, manifest)),
        ...(main?.identity === undefined || manifest === undefined ? [] : checkClaims(manifest, main.identity)),
        ...(main?.payload === undefined ? [] : checkExpectations(expected, main)),
    ];
    const jobs = manifest === undefined ? [] : await verifyJobs(folder, manifest, material, expected);
    const listing = await listRunFolder(folder);
    return {
        sections: [
            { subject: artifact_name/* RUN_MANIFEST_FILE */.tW, checks: runChecks },
            ...jobs.flatMap(({ sections }) => sections),
            { subject: folder, checks: checkListing(listing, manifest) },
        ],
        missing: jobs.flatMap(({ missing }) => missing),
        main,
    };
};
const readRun = (file) => {
    if (file.state !== 'read')
        return { check: fail('manifest', file.state === 'refused' ? file.reason : 'missing') };
    try {
        const { value, unknownFields } = (0,reading/* readRunManifest */.t)(file.bytes);
        return {
            manifest: value,
            check: pass('manifest', `schema ${value.schemaVersion}, ${unknownFields} unknown fields`),
        };
    }
    catch (error) {
        return { check: fail('manifest', error instanceof Error ? error.message : 'not a run manifest') };
    }
};
const unsigned = (bundle) => bundle.state === 'refused' ? fail('bundle-form', bundle.reason) : fail('signed', `there is no ${artifact_name/* RUN_BUNDLE_FILE */.aN}`);
const checkRunStatement = (main, statement, file, manifest) => [
    statement.predicateType === RUN_PREDICATE_TYPE
        ? pass('statement-kind', 'about a run manifest')
        : fail('statement-kind', 'not about a run manifest'),
    checkSubject(main, file),
    checkOtherSubjects(statement, manifest),
];
/** The further subjects repeat what the run manifest lists, so that `verify <file>` of any tool works on them. */
const checkOtherSubjects = (statement, manifest) => {
    const listed = new Map(manifest?.jobs.flatMap(jobFiles).map(({ name, sha256 }) => [name, sha256]) ?? []);
    const others = statement.subject.slice(1);
    const wrong = others.find(({ name, digest }) => !isRunFilePath(name) || listed.get(name) !== digest.sha256);
    if (wrong !== undefined)
        return fail('subjects', `${wrong.name} is not what the run manifest lists`);
    const expectedCount = Math.min(listed.size, limits/* LIMITS */.b.statementSubjects - 1);
    return others.length === expectedCount
        ? pass('subjects', `${others.length} job files`)
        : fail('subjects', `${others.length} job files signed, ${expectedCount} listed`);
};
const verifyJobs = async (folder, run, material, expected) => {
    const verified = [];
    for (const job of run.jobs) {
        const stem = jobFileStem(job);
        if (stem !== undefined)
            verified.push(await verifyJob(folder, stem, job, run, material, expected));
    }
    return verified;
};
const verifyJob = async (folder, stem, job, run, material, expected) => {
    const path = jobManifestPath(stem);
    const file = await readContent((0,external_node_path_.join)(folder, path), limits/* LIMITS */.b.jobManifest);
    if (file.state === 'missing')
        return { sections: [], missing: [path] };
    const { manifest, check } = readManifest(file);
    const ofRun = manifest !== undefined &&
        manifest.run.repositoryId.value === run.run.repositoryId.value &&
        manifest.run.runId.value === run.run.runId.value &&
        manifest.run.attempt.value <= run.run.attempt.value &&
        (job.id === undefined || manifest.job.id === undefined || manifest.job.id.value === job.id);
    const section = {
        subject: path,
        checks: [
            checkDigest(file, job.manifest?.digest),
            check,
            ofRun ? pass('same-run', `attempt ${manifest.run.attempt.value}`) : fail('same-run', 'of another run or job'),
            checkRecord(job, manifest),
        ],
    };
    if (job.manifest?.bundleDigest === undefined)
        return { sections: [section], missing: [] };
    const bundlePath = jobBundlePath(stem);
    const bundle = await readContent((0,external_node_path_.join)(folder, bundlePath), limits/* LIMITS */.b.bundle);
    if (bundle.state === 'missing')
        return { sections: [section], missing: [bundlePath] };
    // A job signs as its own workflow and attempt: only repository and run are the same as the report's.
    const own = await verifyJobBundle(bundlePath, bundle, file, manifest, material, {
        repo: expected.repo,
        run: expected.run,
    });
    const checks = [checkDigest(bundle, job.manifest.bundleDigest), ...own.section.checks];
    return { sections: [section, { subject: bundlePath, checks }], missing: [] };
};
/** The run manifest also holds the job manifest itself; both must say the same. */
const checkRecord = (job, manifest) => {
    if (job.record === undefined || manifest === undefined)
        return notApplicable('record', 'nothing to compare');
    return toCanonicalJson(job.record) === toCanonicalJson(manifest)
        ? pass('record', 'as in the run manifest')
        : fail('record', 'the run manifest holds another manifest of this job');
};
const checkDigest = (file, listed) => {
    if (file.state !== 'read')
        return fail('file-digest', 'could not be read');
    const found = `sha256:${sha256Hex(file.bytes)}`;
    return found === listed
        ? pass('file-digest', found)
        : fail('file-digest', `listed ${listed ?? 'nothing'}, found ${found}`);
};
const checkListing = (listing, manifest) => {
    const listed = new Set(manifest?.jobs.flatMap(jobFiles).map(({ name }) => name) ?? []);
    const strays = listing.jobs.filter(path => !listed.has(path));
    return [
        strays.length === 0
            ? pass('stray-files', 'every file under jobs/ is listed')
            : fail('stray-files', `not listed by the run manifest: ${strays.slice(0, 5).join(', ')}`),
        notApplicable('not-covered', listing.others.length === 0 ? 'no other files' : `no signature covers ${listing.others.slice(0, 5).join(', ')}`),
    ];
};

;// CONCATENATED MODULE: ./lib/src/cli/verify.js








/**
 * `pipeline-trace verify`. Root, keys and expectations come from the command line alone, else the shipped roots.
 * @throws TraceError for wrong usage: a path that is not there, an unreadable root or key.
 */
const verify = async (command) => {
    const material = await readMaterial(command);
    const target = await openTarget(command.target);
    const verification = target.kind === 'run'
        ? await verifyRunFolder(target.folder, material, command)
        : target.kind === 'job'
            ? await verifyJobFolder(target.folder, material, command)
            : await verifyLoneBundle(target.text, material, command);
    const verdict = decide(verification, command);
    const trust = await describeTrust(command);
    const output = command.format === 'json' ? renderJson(verification, verdict, trust) : renderText(verification, verdict, trust);
    return { output, exitCode: verdict.exitCode };
};
const MAX_KEY_FILE = 65_536;
const readMaterial = async (command) => ({
    roots: await readTrustedRoots(command.trustedRoot),
    keys: await Promise.all(command.keys.map(readKey)),
});
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


/***/ })

};
