# One image for the application and for the one-shot migration. Build: docker build -t lagesbild .
FROM node:20-bookworm-slim AS built
WORKDIR /app
COPY package.json package-lock.json .npmrc prepare.mjs ./
COPY apps/api/package.json apps/api/
COPY apps/web/package.json apps/web/
COPY packages/analysis/package.json packages/analysis/
COPY packages/contract/package.json packages/contract/
COPY packages/incidents/package.json packages/incidents/
# Without scripts: what `prepare` builds needs the sources, which come next, so that changing one keeps this layer.
RUN npm ci --ignore-scripts
COPY . .
# The pages' bundle stays; the packages that only built it go.
RUN node prepare.mjs --pages && npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim
WORKDIR /app
COPY --from=built /app .
RUN mkdir /data && chown node:node /data
USER node
ENV NODE_ENV=production DATA_DIR=/data
VOLUME /data
STOPSIGNAL SIGTERM
CMD ["node", "--import", "tsx", "apps/api/src/server.ts"]
