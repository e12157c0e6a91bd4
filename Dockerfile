# syntax=docker/dockerfile:1
# One file for all images: docker build --target upload-api|gallery-api|resizer|local-stack .
# The services start here as they would in the cloud: read-only root, a user without rights, everything from the environment.

FROM node:26-bookworm-slim AS node
WORKDIR /app

# The manifests of the whole workspace, which npm wants to see, and nothing else: as long as they stay the same, so do the
# layers of packages below, whatever else was edited.
FROM node AS manifests
COPY . .
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete && find . -type d -empty -delete

# Compiles all that tools/compose refers to, which is all that runs, and gives the site the files that are not compiled. Then
# sets aside what runs: no tests, no fixtures, no types.
FROM node AS build
COPY --from=manifests /app ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
COPY . .
RUN for project in tools/compose apps/site; do (cd $project && sh ../../tools/run node ../../tools/repo/build.ts) || exit 1; done
RUN find apps libs tools -type f -path '*/dist/*' \
      \( -name '*.test.*' -o -name '*.fixture.*' -o -name '*.conformance.*' -o -name '*.d.ts' -o -name .tsbuildinfo \) -delete \
 && mkdir /built \
 && for project in apps/* libs/* tools/compose tools/local; do \
      [ $project = libs/testing ] || (mkdir -p /built/$project && cp -R $project/package.json $project/dist /built/$project) || exit 1; \
    done

# The packages that each image runs with, in a folder for each: without those for development, and without the root's, among
# them Node.js itself. What manifests name for tests is taken out of them first: --omit=dev alone still brings what a workspace
# that is there for tests needs. Never --omit=optional, which leaves sharp without its native half.
FROM node AS packages
COPY --from=manifests /app ./
RUN npm pkg delete devDependencies 'dependencies.@pinhole/testing' --workspaces --include-workspace-root
RUN --mount=type=cache,target=/root/.npm \
    for project in upload-api gallery-api resizer compose; do \
      npm ci --omit=dev --ignore-scripts -w @pinhole/$project --include-workspace-root=false || exit 1; \
      for folder in $(find . -name node_modules -prune); do \
        mkdir -p /packages/$project/${folder%/*} && mv $folder /packages/$project/$folder || exit 1; \
      done; \
    done

# What all images have in common. How memory is kept small, and whose heap, is told in tools/local/src/services/frugal-memory.ts.
FROM node AS runtime
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 \
  MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=1048576 MALLOC_TRIM_THRESHOLD_=16777216
EXPOSE 8080
USER 1000:1000
ENTRYPOINT ["node", "--import", "./libs/service-kit/dist/source-maps.js", "--disable-warning=ExperimentalWarning"]
# Five minutes without a store are an outage, not an illness: until then a service counts as healthy, and so is not replaced.
HEALTHCHECK --interval=10s --timeout=5s --retries=30 --start-period=90s --start-interval=2s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

FROM runtime AS upload-api
COPY --from=packages /packages/upload-api ./
COPY --from=build /built/libs ./libs
COPY --from=build /built/apps/upload-api ./apps/upload-api
CMD ["--max-semi-space-size=4", "--heap-growing-percent=150", "--external-memory-accounted-in-global-limit", \
  "apps/upload-api/dist/main.js"]

FROM runtime AS gallery-api
COPY --from=packages /packages/gallery-api ./
COPY --from=build /built/libs ./libs
COPY --from=build /built/apps/gallery-api ./apps/gallery-api
CMD ["apps/gallery-api/dist/main.js"]

# jemalloc gives back what pictures of all sizes leave behind in pieces, which glibc keeps.
FROM node AS jemalloc
RUN apt-get update && apt-get install -y --no-install-recommends libjemalloc2 && cp /usr/lib/*-linux-gnu/libjemalloc.so.2 /

FROM runtime AS resizer
COPY --from=jemalloc /libjemalloc.so.2 /usr/local/lib/
ENV LD_PRELOAD=/usr/local/lib/libjemalloc.so.2
COPY --from=packages /packages/resizer ./
COPY --from=build /built/libs ./libs
COPY --from=build /built/apps/resizer ./apps/resizer
CMD ["--max-semi-space-size=4", "--heap-growing-percent=150", "--external-memory-accounted-in-global-limit", \
  "apps/resizer/dist/main.js"]

# What the cloud has of its own: the edge, and what fills the stores before the services start.
FROM runtime AS local-stack
COPY --from=packages /packages/compose ./
COPY --from=build /built/libs ./libs
COPY --from=build /built/apps ./apps
COPY --from=build /built/tools ./tools
CMD ["--max-semi-space-size=1", "--external-memory-accounted-in-global-limit", "--heap-growing-percent=200", \
  "tools/compose/dist/edge.main.js"]
