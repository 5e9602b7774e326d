#!/bin/sh
# Installs what NoticeBrowserIT drives, Debian's chromium and chromium-driver, unless both are there.
set -eu
if [ -x /usr/bin/chromium ] && [ -x /usr/bin/chromedriver ]; then
    exit 0
fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "The container tests need /usr/bin/chromium and /usr/bin/chromedriver:" >&2
    echo "as root, apt-get install chromium chromium-driver; or leave the tests out by -DskipITs." >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium chromium-driver >/dev/null
