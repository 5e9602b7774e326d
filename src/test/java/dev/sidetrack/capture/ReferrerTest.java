// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferrerTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            whole                   | https://a.example/b/c        | https://a.example/b/c
            only the origin         | http://a.example             | http://a.example
            with a port             | http://a.example:8080/       | http://a.example:8080/
            query                   | https://a.example/b?q=secret | https://a.example/b
            query of the origin     | https://a.example?q=secret   | https://a.example
            fragment                | https://a.example/b#secret   | https://a.example/b
            session id              | https://a.example/b;jsessionid=1?x | https://a.example/b
            address                 | https://[2001:db8::1]/b      | https://[2001:db8::1]/b
            at sign in the path     | https://a.example/@me        | https://a.example/@me
            slash in the query      | https://a.example?u=/@me     | https://a.example
            none                    |                              |
            empty                   | ``                           |
            no host                 | https://                     |
            no host but a query     | https://?q=1                 |
            password                | https://me:pw@a.example/b    |
            password, no path       | https://me:pw@a.example      |
            app                     | android-app://com.example/   | android-app://com.example/
            app of Google           | android-app://com.google.android.gm | android-app://com.google.android.gm
            capitals                | HTTPS://A.Example/B/c        | https://a.example/B/c
            raw UTF-8 as Latin-1    | https://a.example/cafÃ© | https://a.example/caf%C3%A9
            raw UTF-8               | https://a.example/café/😀 | https://a.example/caf%C3%A9/%F0%9F%98%80
            foreign letter in host  | https://müller.example/      | https://xn--mller-kva.example/
            dot at the end of host  | https://a.example./b         | https://a.example/b
            wide question mark      | https://a.example？q/    |
            slash alone             | https:///b                   |
            script                  | javascript:alert(1)          |
            data                    | data:text/html,x             |
            file                    | file:///etc/passwd           |
            path only               | /b                           |
            markup                  | https://a.example/<script>   |
            quote                   | https://a.example/"x         |
            space                   | https://a.example/a b        |
            line break              | `https://a.example/a\r\nX: y`|
            about                   | about:blank                  |
            """)
    void of_anyHeader_isOriginAndPathOrNull(String name, String header, String referrer) {
        assertThat(Referrer.of(header)).isEqualTo(referrer);
    }

    @Test
    void of_veryLong_isCut() {
        assertThat(Referrer.of("https://a.example/" + "a".repeat(100_000))).hasSize(2048);
    }

    @Property
    void of_anyText_isAnAddressOrNull(@ForAll String text) {
        for (var header : new String[] {text, "https://" + text, "https://a.example/" + text}) {
            assertThat(Referrer.of(header))
                    .satisfiesAnyOf(
                            referrer -> assertThat(referrer).isNull(),
                            referrer -> assertThat(referrer)
                                    .matches("(https?|android-app|ios-app)://[^ \"<>?#;]+")
                                    .hasSizeLessThanOrEqualTo(2048));
        }
    }
}
