export const id = 94;
export const ids = [94];
export const modules = {

/***/ 94:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hasArtifactService: () => (/* binding */ hasArtifactService),
/* harmony export */   retentionOf: () => (/* binding */ retentionOf),
/* harmony export */   uploadArtifact: () => (/* binding */ uploadArtifact)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(598);
/* harmony import */ var fflate__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(306);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(880);
/* harmony import */ var _io_http_client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(674);
/* harmony import */ var _model_budgets_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(858);
/* harmony import */ var _model_error_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(810);
/* harmony import */ var _sources_results_call_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(798);







/**
 * Uploads files as one zip artifact, from memory: CreateArtifact, the blocks of the zip to the storage, FinalizeArtifact,
 * with the fields and headers of the toolkit's client (actions/toolkit packages/artifact/src/internal/upload/
 * upload-artifact.ts, blob-upload.ts). Not with that client itself: it repeats a call for 30 s, reads proxy variables by
 * three different rules in three libraries, writes warnings into the job, and takes longer to load than all the rest of
 * post. Where the listing of this step failed, the upload is tried once.
 * @param retentionDays undefined takes the repository's default
 * @throws TraceError UPLOAD, whose message names the call that failed and why.
 */
const uploadArtifact = async (service, name, files, retentionDays, deadlineMs) => {
    const end = Date.now() + deadlineMs;
    const left = (most) => Math.max(0, Math.min(most, end - Date.now()));
    const call = (method, request) => (0,_sources_results_call_js__WEBPACK_IMPORTED_MODULE_5__/* .callTwirp */ .Tb)(service, method, request, left(_model_budgets_js__WEBPACK_IMPORTED_MODULE_3__/* .BUDGETS */ .b.uploadCall), { isDelivery: true });
    try {
        const zip = (0,fflate__WEBPACK_IMPORTED_MODULE_6__/* .zipSync */ .L)(Object.fromEntries(files.map(file => [file.name, file.content])));
        const digest = `sha256:${(0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256Hex */ .f)(zip)}`;
        const url = readUploadUrl(await call('CreateArtifact', createRequest(service, name, retentionDays)), service);
        await putBlob(service.http, url, zip, left);
        const size = String(zip.byteLength);
        const id = readId(await call('FinalizeArtifact', { ...(0,_sources_results_call_js__WEBPACK_IMPORTED_MODULE_5__/* .backendIds */ .fg)(service), name, size, hash: digest }));
        process.stdout.write(`Artifact ${name} successfully finalized. Artifact ID ${id}\n`);
        return { id, sizeBytes: zip.byteLength, digest };
    }
    catch (cause) {
        const hint = cause instanceof _model_error_js__WEBPACK_IMPORTED_MODULE_4__/* .TraceError */ .y && cause.hint !== undefined ? { hint: cause.hint } : {};
        const reason = cause instanceof _model_error_js__WEBPACK_IMPORTED_MODULE_4__/* .TraceError */ .y ? cause.message : (0,_model_error_js__WEBPACK_IMPORTED_MODULE_4__/* .toOneLine */ .G)(cause);
        throw new _model_error_js__WEBPACK_IMPORTED_MODULE_4__/* .TraceError */ .y('UPLOAD', `upload of ${name} failed: ${reason}`, { ...hint, cause });
    }
};
/**
 * Whether this server has the artifact service that uploads need. GitHub Enterprise Server has none; the rule is the
 * toolkit's (actions/toolkit packages/artifact/src/internal/shared/config.ts, isGhes).
 */
const hasArtifactService = (serverUrl) => {
    if (!URL.canParse(serverUrl))
        return true;
    const host = new URL(serverUrl).hostname.toLowerCase();
    return host === 'github.com' || host.endsWith('.ghe.com') || host.endsWith('.localhost');
};
/**
 * The days to ask for, at most what the repository allows: a longer time is refused or cut with a warning in each job.
 * @param given 0 and undefined for the repository's default
 * @param limit GITHUB_RETENTION_DAYS (docs.github.com, "Default environment variables")
 */
const retentionOf = (given, limit) => {
    if (given === undefined || given === 0)
        return undefined;
    const most = limit !== undefined && /^[1-9]\d{0,4}$/.test(limit) ? Number(limit) : given;
    return Math.min(given, most);
};
/** Version of the artifact format that the toolkit states. */
const FORMAT = 7;
const DAY_MS = 86_400_000;
const createRequest = (service, name, retentionDays) => ({
    ...(0,_sources_results_call_js__WEBPACK_IMPORTED_MODULE_5__/* .backendIds */ .fg)(service),
    name,
    version: FORMAT,
    mime_type: ZIP,
    ...(retentionDays === undefined ? {} : { expires_at: new Date(Date.now() + retentionDays * DAY_MS).toISOString() }),
});
const ZIP = 'application/zip';
/** The manifest goes to this address: it is encrypted wherever the results service is. */
const readUploadUrl = (answer, service) => {
    const url = okAnswer('CreateArtifact', answer)['signed_upload_url'];
    const protocol = typeof url === 'string' && URL.canParse(url) ? new URL(url).protocol : undefined;
    const isAllowed = protocol === 'https:' || (protocol === 'http:' && new URL(service.url).protocol === 'http:');
    if (typeof url === 'string' && isAllowed)
        return url;
    throw new _model_error_js__WEBPACK_IMPORTED_MODULE_4__/* .TraceError */ .y('UPLOAD', 'CreateArtifact: the answer has no address to upload to');
};
const readId = (answer) => {
    const id = okAnswer('FinalizeArtifact', answer)['artifact_id'];
    if ((typeof id === 'string' || typeof id === 'number') && /^\d{1,20}$/.test(String(id)))
        return String(id);
    throw new _model_error_js__WEBPACK_IMPORTED_MODULE_4__/* .TraceError */ .y('UPLOAD', 'FinalizeArtifact: the answer has no id of an artifact');
};
const okAnswer = (method, answer) => {
    if ((0,_sources_results_call_js__WEBPACK_IMPORTED_MODULE_5__/* .isRecord */ .u4)(answer) && answer['ok'] === true)
        return answer;
    throw new _model_error_js__WEBPACK_IMPORTED_MODULE_4__/* .TraceError */ .y('UPLOAD', `${method}: the results service refused`);
};
/** The toolkit's chunks (actions/toolkit packages/artifact/src/internal/shared/config.ts, getUploadChunkSize). */
const BLOCK_BYTES = 8 * 1_048_576;
/** Put Block for each part, then Put Block List (learn.microsoft.com/rest/api/storageservices), as the toolkit's SDK does. */
const putBlob = async (http, url, bytes, left) => {
    const put = async (query, body, headers) => {
        const what = 'upload to the storage';
        const answer = await http.request({
            service: 'storage',
            what,
            url: `${url}${url.includes('?') ? '&' : '?'}${query}`,
            call: { method: 'PUT', headers: { 'x-ms-version': STORAGE_VERSION, ...headers }, body },
            deadlineMs: left(_model_budgets_js__WEBPACK_IMPORTED_MODULE_3__/* .BUDGETS */ .b.uploadBlock + (body.length / _model_budgets_js__WEBPACK_IMPORTED_MODULE_3__/* .BUDGETS */ .b.uploadBytesPerSecond) * 1000),
            maxBytes: MAX_STORAGE_ANSWER,
            isDelivery: true,
            repeatAfterMs: REPEAT_AFTER_MS,
        });
        if (answer.status !== 201)
            throw new _model_error_js__WEBPACK_IMPORTED_MODULE_4__/* .TraceError */ .y('UPLOAD', `${what}: ${(0,_io_http_client_js__WEBPACK_IMPORTED_MODULE_2__/* .describeStatus */ .Wn)(answer)}`);
    };
    const prefix = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(24).toString('hex');
    const ids = [];
    for (let start = 0; start < bytes.byteLength; start += BLOCK_BYTES) {
        const id = Buffer.from(`${prefix}${String(ids.length).padStart(6, '0')}`).toString('base64');
        await put(`comp=block&blockid=${encodeURIComponent(id)}`, bytes.subarray(start, start + BLOCK_BYTES), BINARY);
        ids.push(id);
    }
    const list = ids.map(id => `<Latest>${id}</Latest>`).join('');
    await put('comp=blocklist', `<?xml version="1.0" encoding="utf-8"?><BlockList>${list}</BlockList>`, {
        'content-type': 'application/xml',
        'x-ms-blob-content-type': ZIP,
    });
};
const STORAGE_VERSION = '2023-11-03';
const BINARY = { 'content-type': 'application/octet-stream' };
const MAX_STORAGE_ANSWER = 65_536;
const REPEAT_AFTER_MS = 250;


/***/ })

};
