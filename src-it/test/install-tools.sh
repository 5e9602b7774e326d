#!/bin/sh
# Installs what the container tests drive, Debian's chromium, chromium-driver, firefox-esr, nginx, varnish and apache2, unless
# all are there.
set -eu
if [ -x /usr/bin/chromium ] && [ -x /usr/bin/chromedriver ] && [ -x /usr/bin/firefox-esr ] \
    && [ -x /usr/sbin/nginx ] && [ -x /usr/sbin/varnishd ] && [ -x /usr/sbin/apache2 ]; then
    exit 0
fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "The container tests need /usr/bin/chromium, /usr/bin/chromedriver, /usr/bin/firefox-esr, /usr/sbin/nginx, /usr/sbin/varnishd and /usr/sbin/apache2:" >&2
    echo "as root, apt-get install chromium chromium-driver firefox-esr nginx-light varnish apache2-bin; or leave the tests out by -DskipITs." >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
# Servers are started by their tests only, not as services of this machine.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    trap 'rm -f "$policy"' EXIT
fi
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium chromium-driver firefox-esr nginx-light varnish apache2-bin >/dev/null
