#!/usr/bin/env bash
# Renews the list of referrer spammers from Matomo's (public domain): run it, look at the diff, commit.
set -euo pipefail
list="$(cd "$(dirname "$0")/../.." && pwd)/src/main/resources/dev/sidetrack/capture/referrer-spam.txt"
spammers=$(curl -fsS https://raw.githubusercontent.com/matomo-org/referrer-spam-list/master/spammers.txt)
{
    echo "# Referrer spammers, from https://github.com/matomo-org/referrer-spam-list (public domain), by src/referrers/update.sh"
    echo "$spammers"
} >"$list"
wc -l "$list"
