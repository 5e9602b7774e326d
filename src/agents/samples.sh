#!/usr/bin/env bash
# Renews the user agents with what they are, by which UserAgentsTest measures user-agents.txt: every third that two releases of the npm
# package user-agents have, with the answers of ua-parser-js 1 (later ones have another licence). Run it, look at the diff, commit.
set -euo pipefail
samples="$(cd "$(dirname "$0")/../.." && pwd)/src/test/resources/dev/sidetrack/store/agents.tsv"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --ignore-scripts now@npm:user-agents@2.1.198 before@npm:user-agents@1.0.1000 ua-parser-js@1.0.41
node -e '
const fs = require("fs"), zlib = require("zlib"), parse = require("ua-parser-js");
const now = JSON.parse(fs.readFileSync("node_modules/now/dist/user-agents.json"));
const before = JSON.parse(zlib.gunzipSync(fs.readFileSync("node_modules/before/src/user-agents.json.gz")));
const agents = [...new Set([...now, ...before].map(one => one.userAgent))].sort().filter((agent, i) => i % 3 == 0);
console.log("# user-agents 2.1.198 and 1.0.1000, (c) Intoli, LLC, BSD-2-Clause, as ua-parser-js 1.0.41 (MIT) reads them; see agents-LICENSE.txt; by src/agents/samples.sh");
console.log("# browser, system, device, user agent, with a tab between; empty where it tells none");
for (const agent of agents) {
  const { browser, os, device } = parse(agent);
  console.log([browser.name, os.name, device.type, agent].map(text => text || "").join("\t"));
}
' >"$samples"
wc -l "$samples"
