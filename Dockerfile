# One image for server and workers; what a container does is its command: serve, or worker.
FROM node:20.20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:20.20-bookworm-slim
# Text in fonts that a PDF does not bring along is drawn with these.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-noto-cjk tini && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV NODE_ENV=production GOUJI_DATA=/data
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/docs docs
COPY --from=build /app/package.json ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
# Children that read documents are this process's own; tini passes signals on and clears what they leave.
ENTRYPOINT ["tini", "--", "node", "dist/pipeline/cli.js"]
CMD ["serve"]
