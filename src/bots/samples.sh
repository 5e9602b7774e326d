#!/usr/bin/env bash
# Renews the crawlers by which BotsTest measures the lists of bots: every instance in the npm package crawler-user-agents (MIT) of which
# isbot (Unlicense) too says that it is one, of whatever kind. Run it, look at the diff of `zcat`, commit with the numbers in docs/privacy.md.
set -euo pipefail
samples="$(cd "$(dirname "$0")/../.." && pwd)/src/test/resources/dev/sidetrack/capture/agents/crawlers.txt.gz"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --ignore-scripts crawler-user-agents@1.60.0 isbot@5.2.3
node -e '
const { isbot } = require("isbot");
const list = require("./node_modules/crawler-user-agents/crawler-user-agents.json");
const agents = new Set(list.flatMap(bot => bot.instances || []).filter(agent => isbot(agent)));
for (const agent of agents) console.log(agent.replace(/[\r\n]+/g, " "));
' | gzip -9n >"$samples"
zcat "$samples" | wc -l
