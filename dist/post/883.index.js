export const id = 883;
export const ids = [883];
export const modules = {

/***/ 99883:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readDeployManifests: () => (/* binding */ readDeployManifests)
});

// EXTERNAL MODULE: ./lib/src/deadline.js
var deadline = __webpack_require__(80604);
// EXTERNAL MODULE: ./lib/src/model/limits.js
var limits = __webpack_require__(82350);
// EXTERNAL MODULE: ./lib/src/sources/digest-file.js
var digest_file = __webpack_require__(53930);
;// CONCATENATED MODULE: ./lib/src/sources/image-reference.js
const MARK = '@sha256:';
const HEX = 64;
const MAX_NAME = 512;
/**
 * Every `name@sha256:…` of a line. Looks back from each `@` over the characters of a name: no name holds an `@`, so that
 * no character is met twice.
 */
const referencesIn = (line) => {
    const found = [];
    for (let at = line.indexOf(MARK); at >= 0; at = line.indexOf(MARK, at + MARK.length)) {
        const end = at + MARK.length + HEX;
        const digest = line.slice(at + 1, end);
        const image = nameBefore(line, at);
        if (image !== undefined && isDigest(digest) && !/\w/.test(line[end] ?? ''))
            found.push({ image, digest });
    }
    return found;
};
/** A name that ends before `end` and starts where a value can start: what a template completes has no such place. */
const nameBefore = (line, end) => {
    let start = end;
    while (start > 0 && end - start <= MAX_NAME && /[\w.:/-]/.test(line[start - 1] ?? ''))
        start -= 1;
    const isWhole = start === 0 || /[\s"'`=,([]/.test(line[start - 1] ?? '');
    // Flux writes `oci://` before a name, `uses:` of a workflow `docker://`.
    const name = line.slice(start, end).replace(/^(?:oci|docker):\/\//, '');
    return isWhole && isImageName(name) ? name : undefined;
};
/** Perhaps a registry with its port, a path in lower case, perhaps a tag (distribution/reference reference.go). */
const isImageName = (name) => {
    const parts = name.split('/');
    const last = parts.pop() ?? '';
    return (name.length <= MAX_NAME &&
        /^[a-z0-9][a-z0-9._-]{0,255}(?::\w[\w.-]{0,127})?$/.test(last) &&
        parts.every((part, index) => index === 0
            ? /^[A-Za-z0-9][A-Za-z0-9._-]{0,255}(?::\d{1,5})?$/.test(part)
            : /^[a-z0-9][a-z0-9._-]{0,255}$/.test(part)));
};
const isDigest = (value) => /^sha256:[0-9a-f]{64}$/.test(value);

;// CONCATENATED MODULE: ./lib/src/sources/kustomized-images.js

/**
 * Entries of the top-level list `images` of a kustomization that have a digest: the name is `newName` or else `name`, with
 * `newTag` where that is given too (kubernetes-sigs/kustomize api/filters/imagetag/updater.go). Only a list in block form
 * of one-line values is read; another form is left out, since half of an entry would be another image.
 */
const kustomizedImages = (lines) => entriesOf(lines).flatMap(entry => {
    const name = entry.get('newName') ?? entry.get('name');
    const digest = entry.get('digest') ?? '';
    const tag = entry.get('newTag');
    const image = tag === undefined ? name : `${name}:${tag}`;
    return image !== undefined && isImageName(image) && isDigest(digest) ? [{ image, digest }] : [];
});
const KEYS = new Set(['name', 'newName', 'newTag', 'tagSuffix', 'digest']);
const entriesOf = (lines) => {
    const entries = [];
    let isInside = false;
    let indent = -1;
    for (const line of lines) {
        if (line.trim() === '')
            continue;
        if (/^[^\s-]/.test(line)) {
            isInside = /^images:\s*$/.test(line);
            indent = -1;
            continue;
        }
        if (!isInside)
            continue;
        const [, before = '', dash, key = '', value = ''] = /^([ ]{0,20})(- {1,8})?(\w{1,20}):[ ](.*)$/.exec(line) ?? [];
        if (dash !== undefined) {
            entries.push(new Map());
            indent = before.length + dash.length;
        }
        const scalar = scalarOf(value.trim());
        const isField = dash !== undefined || before.length === indent;
        if (KEYS.has(key) && scalar !== undefined && isField)
            entries.at(-1)?.set(key, scalar);
        // Something else stands in the list: what it belongs to is not known any more.
        else
            return [];
    }
    return entries;
};
/** A plain or a quoted value without escapes; not an anchor, an alias, a tag, a block or a collection. */
const scalarOf = (value) => {
    const [, quote, inner] = /^(["'])([^"'\\]*)["']$/.exec(value) ?? [];
    if (quote !== undefined && value.endsWith(quote))
        return inner;
    return /^[\w./][\w.:/-]*$/.test(value) ? value : undefined;
};

;// CONCATENATED MODULE: ./lib/src/sources/named-images.js



/** The names that kustomize looks for (kubernetes-sigs/kustomize api/konfig/general.go). */
const KUSTOMIZATION = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;
/** Whether images are looked for in a file of this name. */
const canNameImages = (path) => /\.(?:ya?ml|json)$/i.test(path) || KUSTOMIZATION.test(path);
/**
 * Images that a deployment manifest names by digest: every `name@sha256:…` of a YAML or JSON file, wherever it stands,
 * and the entries of a kustomization's `images` that have a digest. Each once, in the order of the file. What a YAML
 * comment names is not told.
 */
const namedImages = (path, text) => {
    if (!text.includes('sha256:'))
        return { images: [], isCut: false };
    const lines = text.split('\n');
    const written = /\.json$/i.test(path) ? lines : lines.map(withoutComment);
    const found = new Map();
    for (const image of [
        ...written.flatMap(referencesIn),
        ...(KUSTOMIZATION.test(path) ? kustomizedImages(written) : []),
    ])
        found.set(`${image.image}@${image.digest}`, image);
    return {
        images: [...found.values()].slice(0, limits/* LIMITS */.b.deployManifestImages),
        isCut: found.size > limits/* LIMITS */.b.deployManifestImages,
    };
};
/**
 * The line up to a `#` that starts it or follows a blank. In a quoted text such a `#` starts no comment: what follows is
 * then missed, and nothing is told that is not so.
 */
const withoutComment = (line) => {
    const at = line.search(/(?:^|\s)#/);
    return at < 0 ? line : line.slice(0, at);
};

// EXTERNAL MODULE: ./lib/src/sources/workspace-file.js
var workspace_file = __webpack_require__(38993);
;// CONCATENATED MODULE: ./lib/src/sources/deploy-manifests.js





/**
 * Digest and size of the files that the user named, in the order given, and the images that they name by digest. Only
 * files of the workspace: symbolic links are resolved, and what they lead to outside is not read.
 */
const readDeployManifests = async (workspace, paths, millis) => {
    const started = { isOver: false, read: [] };
    try {
        const reading = async (signal) => {
            signal.addEventListener('abort', () => {
                started.isOver = true;
            });
            for (const path of paths)
                started.read.push(await (0,workspace_file/* readInWorkspace */.Z)(workspace, path, real => readFile(path, real, () => started.isOver)));
        };
        await (0,deadline/* withDeadline */.N)('reading the deployment manifests', millis, reading, deadline/* whileListening */.t);
    }
    catch {
        started.isOver = true;
    }
    const late = { kind: 'unread', reason: 'deadline' };
    const files = paths.map((path, index) => ({ path, file: started.read[index] ?? late }));
    return {
        facts: files.map(({ path, file }) => manifestOf(path, file)),
        gaps: files.flatMap(({ file }, index) => gapsOf(`replay.deployManifests.${index}`, file)),
    };
};
const manifestOf = (path, file) => file.kind === 'digest'
    ? {
        ...{ path, digest: file.digest, sizeBytes: file.sizeBytes },
        ...(file.images === undefined ? {} : { images: [...file.images.images] }),
        source: 'runner',
    }
    : { path, source: 'runner' };
const gapsOf = (field, file) => {
    if (file.kind === 'unread')
        return [{ field, source: 'runner', reason: file.reason }];
    if (file.images?.isCut === false)
        return [];
    // Cut, larger than is looked through, or of a form that is not read.
    const isOther = file.images === undefined && file.sizeBytes <= limits/* LIMITS */.b.deployManifestText;
    return [{ field: `${field}.images`, source: 'runner', reason: isOther ? 'not-applicable' : 'too-large' }];
};
/** The images are looked for in the very bytes that were digested. */
const readFile = async (path, real, isOver) => {
    if (!canNameImages(path))
        return (0,digest_file/* digestFile */.T)(real, limits/* LIMITS */.b.deployManifest, isOver);
    const decoder = new TextDecoder();
    let text = '';
    let sizeBytes = 0;
    const file = await (0,digest_file/* digestFile */.T)(real, limits/* LIMITS */.b.deployManifest, isOver, bytes => {
        sizeBytes += bytes.length;
        text =
            text === undefined || sizeBytes > limits/* LIMITS */.b.deployManifestText
                ? undefined
                : text + decoder.decode(bytes, { stream: true });
    });
    return file.kind === 'digest' && text !== undefined ? { ...file, images: namedImages(path, text) } : file;
};


/***/ })

};
