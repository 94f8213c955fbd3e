export const id = 679;
export const ids = [679];
export const modules = {

/***/ 75679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readDeployManifests: () => (/* binding */ readDeployManifests)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80604);
/* harmony import */ var _model_limits_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82350);
/* harmony import */ var _digest_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(53930);
/* harmony import */ var _runner_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(32584);






/**
 * Digest and size of the files that the user named, in the order given. Only files of the workspace: symbolic links are
 * resolved, and what they lead to outside is not read.
 */
const readDeployManifests = async (workspace, paths, millis) => {
    const started = { isOver: false, read: [] };
    try {
        await (0,_deadline_js__WEBPACK_IMPORTED_MODULE_2__/* .withDeadline */ .N)('reading the deployment manifests', millis, async (signal) => {
            signal.addEventListener('abort', () => {
                started.isOver = true;
            });
            for (const path of paths)
                started.read.push(await digestInside(workspace, path, () => started.isOver));
        });
    }
    catch {
        started.isOver = true;
    }
    const late = { kind: 'unread', reason: 'deadline' };
    const files = paths.map((path, index) => ({ path, file: started.read[index] ?? late }));
    return {
        facts: files.map(({ path, file }) => file.kind === 'digest'
            ? { path, digest: file.digest, sizeBytes: file.sizeBytes, source: 'runner' }
            : { path, source: 'runner' }),
        gaps: files.flatMap(({ file }, index) => file.kind === 'digest'
            ? []
            : [{ field: `replay.deployManifests.${index}`, source: 'runner', reason: file.reason }]),
    };
};
const digestInside = async (workspace, path, isOver) => {
    if (workspace === '')
        return unread('not-provided');
    try {
        const root = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(workspace);
        // By its name first, so that nothing is told of files elsewhere, not even whether they exist.
        if (!isInside(root, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(root, path)))
            return unread('not-applicable');
        const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(root, path));
        return isInside(root, real) ? await (0,_digest_file_js__WEBPACK_IMPORTED_MODULE_4__/* .digestFile */ .T)(real, _model_limits_js__WEBPACK_IMPORTED_MODULE_3__/* .LIMITS */ .b.deployManifest, isOver) : unread('not-applicable');
    }
    catch (error) {
        return unread((0,_runner_file_js__WEBPACK_IMPORTED_MODULE_5__/* .reasonOf */ .A3)(error));
    }
};
const isInside = (root, path) => {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, path);
    return way !== '' && way !== '..' && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`) && (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(root, way) === path;
};
const unread = (reason) => ({ kind: 'unread', reason });


/***/ })

};
