// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import java.util.Locale;
import java.util.Set;

/**
 * The best-known public suffixes, for which browsers reject cookies (RFC 6265 section 5.3, step 5). The list is far
 * from complete; it serves to warn about mistakes.
 *
 * @see <a href="https://publicsuffix.org/list/">Public Suffix List</a>
 */
final class PublicSuffixes {

    private static final Set<String> ALL = Set.of(
            "ac.at",
            "co.at",
            "gv.at",
            "or.at",
            "com.ar",
            "com.au",
            "edu.au",
            "gov.au",
            "net.au",
            "org.au",
            "com.br",
            "gov.br",
            "net.br",
            "org.br",
            "com.cn",
            "gov.cn",
            "net.cn",
            "org.cn",
            "com.co",
            "com.cy",
            "com.eg",
            "com.es",
            "com.gr",
            "com.hk",
            "co.hu",
            "co.id",
            "co.il",
            "org.il",
            "co.in",
            "net.in",
            "org.in",
            "ac.jp",
            "co.jp",
            "go.jp",
            "ne.jp",
            "or.jp",
            "co.ke",
            "co.kr",
            "or.kr",
            "com.mt",
            "com.mx",
            "com.my",
            "com.ng",
            "ac.nz",
            "co.nz",
            "govt.nz",
            "net.nz",
            "org.nz",
            "com.pe",
            "com.ph",
            "com.pk",
            "com.pl",
            "net.pl",
            "org.pl",
            "com.pt",
            "com.ro",
            "com.sa",
            "com.sg",
            "co.th",
            "com.tr",
            "com.tw",
            "com.ua",
            "ac.uk",
            "co.uk",
            "gov.uk",
            "ltd.uk",
            "me.uk",
            "net.uk",
            "nhs.uk",
            "org.uk",
            "plc.uk",
            "sch.uk",
            "com.vn",
            "co.za",
            "org.za",
            // Hosting companies, from the second part of the list.
            "appspot.com",
            "azurewebsites.net",
            "cloudapp.net",
            "cloudfront.net",
            "fly.dev",
            "github.io",
            "gitlab.io",
            "herokuapp.com",
            "netlify.app",
            "ngrok.io",
            "onrender.com",
            "pages.dev",
            "run.app",
            "up.railway.app",
            "vercel.app",
            "web.app",
            "workers.dev");

    private PublicSuffixes() {}

    static boolean contain(String domain) {
        return ALL.contains(domain.toLowerCase(Locale.ROOT));
    }
}
