// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.capture.ForwardedHeader.Hop;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedHeaderTest {

    /** The examples of RFC 7239, by section: each hop is address, scheme and host. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            4   | for="_gazonk"                                      | _gazonk - -
            4   | For="[2001:db8:cafe::17]:4711"                     | 2001:db8:cafe::17 - -
            4   | for=192.0.2.60;proto=http;by=203.0.113.43          | 192.0.2.60 http -
            4   | for=192.0.2.43, for=198.51.100.17                  | 192.0.2.43 - -, 198.51.100.17 - -
            6   | for="192.0.2.43:47011"                             | 192.0.2.43 - -
            6   | for="[2001:db8:cafe::17]:47011"                    | 2001:db8:cafe::17 - -
            6.3 | for=_hidden, for=_SEVKISEK                         | _hidden - -, _SEVKISEK - -
            7.1 | for=192.0.2.43, for="[2001:db8:cafe::17]"          | 192.0.2.43 - -, 2001:db8:cafe::17 - -
            7.1 | for=192.0.2.43,for="[2001:db8:cafe::17]",for=unknown | 192.0.2.43 - -, 2001:db8:cafe::17 - -, unknown - -
            7.5 | for=_mdn, for="_SEVKISEK:_p1"                      | _mdn - -, _SEVKISEK - -
            """)
    void parse_examplesOfTheRfc_areRead(String section, String header, String hops) {
        assertThat(text(header)).isEqualTo(hops);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            all four           | for=192.0.2.1;by=192.0.2.2;proto=https;host=shop.example   | 192.0.2.1 https shop.example
            capitals           | FOR=192.0.2.1;PROTO=HTTPS;HOST=shop.example                | 192.0.2.1 https shop.example
            spaces             | ` for = 192.0.2.1 ; proto = https , for = 192.0.2.2 `        | 192.0.2.1 https -, 192.0.2.2 - -
            host with port     | host="shop.example:8443"                                   | - - shop.example
            IPv6 host          | host="[2001:db8::1]"                                       | - - [2001:db8::1]
            IPv6 host, port    | host="[2001:db8::1]:8443"                                  | - - [2001:db8::1]
            IPv6 host, open    | host="[2001:db8::1"                                        | - - -
            zone               | for="[fe80::1%25eth0]"                                     | fe80::1%25eth0 - -
            quoted separators  | by="a,b;c";for=192.0.2.1                                   | 192.0.2.1 - -
            quoted quote       | by="a\\",for=6.6.6.6;";for=192.0.2.1                        | 192.0.2.1 - -
            quoted backslash   | by="\\\\";for=192.0.2.1                                      | 192.0.2.1 - -
            other scheme       | for=192.0.2.1;proto=ftp                                    | 192.0.2.1 - -
            extension          | for=192.0.2.1;secret=1                                     | 192.0.2.1 - -
            no value           | for                                                        | - - -
            empty value        | for=                                                       | - - -
            empty elements     | ,,                                                         | - - -
            an empty one behind | for=192.0.2.1,                                            | 192.0.2.1 - -
            an empty one before | ` , for=192.0.2.1`                                        | 192.0.2.1 - -
            one between        | for=192.0.2.1,,for=192.0.2.2                               | 192.0.2.1 - -, 192.0.2.2 - -
            empty              | ``                                                         | - - -
            bracket open       | for="[2001:db8::1"                                         | - - -
            """)
    void parse_anyHeader_readsWhatIsThere(String name, String header, String hops) {
        assertThat(text(header)).isEqualTo(hops);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            an open quote                | for="6.6.6.6
            an open quote in a parameter | for=6.6.6.6;x="
            an open bracket              | for="[6.6.6.6
            a backslash at the end       | for=6.6.6.6\\
            an escaped quote at the end  | for="6.6.6.6\\"
            quotes of an odd number      | "","
            a comma                      | ,
            nothing                      | ``
            """)
    void parse_whatAClientSent_hidesNoProxysWord(String name, String sent) {
        assertThat(last(sent + ", for=192.0.2.60;proto=https")).isEqualTo(new Hop("192.0.2.60", "https", null, 0));
        assertThat(last(sent + ",for=\"[2001:db8::60]:443\";host=\"shop.example\""))
                .isEqualTo(new Hop("2001:db8::60", null, "shop.example", 0));
    }

    @Test
    void parse_endlessHops_areTheLastFifty() {
        var hops = ForwardedHeader.parse("for=6.6.6.6," + "for=192.0.2.1,".repeat(60) + "for=192.0.2.60");
        assertThat(hops).hasSize(50);
        assertThat(hops.get(49).address()).isEqualTo("192.0.2.60");
    }

    @Property
    void parse_anyText_isFollowedByTheProxysWord(@ForAll String sent) {
        assertThat(last(sent + ", for=192.0.2.60")).isEqualTo(new Hop("192.0.2.60", null, null, 0));
    }

    @Property
    void parse_likelyText_isFollowedByTheProxysWord(
            @ForAll @Chars({'"', '\\', ',', ';', '=', 'f', 'o', 'r', '[', ']', ':', '1'}) String sent) {
        assertThat(last(sent + ", for=\"192.0.2.60:1\"")).isEqualTo(new Hop("192.0.2.60", null, null, 0));
    }

    @Property
    void withoutPort_anyText_isNoLonger(@ForAll @CharRange(from = '0', to = ';') @Chars({'[', ']', '.'}) String node) {
        assertThat(ForwardedHeader.withoutPort(node)).hasSizeLessThanOrEqualTo(node.length());
    }

    private static Hop last(String header) {
        var hops = ForwardedHeader.parse(header);
        return hops.get(hops.size() - 1);
    }

    private static String text(String header) {
        return ForwardedHeader.parse(header).stream()
                .map(hop -> or(hop.address()) + " " + or(hop.scheme()) + " " + or(hop.host()))
                .collect(Collectors.joining(", "));
    }

    private static String or(String text) {
        return text == null || text.isEmpty() ? "-" : text;
    }
}
