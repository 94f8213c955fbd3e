# What tools print of themselves in a build, and two files.
mkdir -p out deps
echo dependency > deps/a
echo "built for $1" > out/app.txt
echo "version=1.2.$1" >> "$GITHUB_OUTPUT"
echo "BUILD_KIND=release" >> "$GITHUB_ENV"
echo '#4 importing cache manifest from ghcr.io/octo/app:cache'
echo '#12 CACHED'
echo '#48 pushing manifest for ghcr.io/octo/app:1@sha256:4a1c4b21597c1b4415bdbecb28a3296c6b5e23ca4f9feeb599860a1dac6a0108 0.5s done'
echo 'Get:1 http://azure.archive.ubuntu.com/ubuntu noble InRelease [256 kB]'
