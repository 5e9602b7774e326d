#!/usr/bin/env bash
# Renews the list of bots from the npm package crawler-user-agents (MIT licence): run it, look at the diff, commit.
set -euo pipefail
list="$(cd "$(dirname "$0")/../.." && pwd)/src/main/resources/dev/sidetrack/capture/bots.txt"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm pack --silent crawler-user-agents >/dev/null
tar xzf crawler-user-agents-*.tgz
node -e '
const version = require("./package/package.json").version;
const list = require("./package/crawler-user-agents.json");
console.log(`# crawler-user-agents ${version}, (c) Martin Monperrus, MIT licence; made by src/bots/update.sh`);
console.log("# kinds, a tab, a regular expression that a user agent contains");
for (const bot of list) console.log(bot.tags.join(",") + "\t" + bot.pattern);
' >"$list"
wc -l "$list"
