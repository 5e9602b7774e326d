// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = ';', textBlock = """
            https://blog.example/x ; blog.example
            https://my_blog.example/x ; my_blog.example
            https://-a-.example ; -a-.example
            HTTPS://Blog.Example:8443?q=1 ; blog.example
            https://a.example/?q=a|b ; a.example
            https://user:pw@a.example/ ; a.example
            //a.example/x ; a.example
            http://[2001:db8::1]:80/ ; [2001:db8::1]
            android-app://com.example.mail ; com.example.mail
            https://bücher.example/ ; bücher.example
            https://a.example\\b ; a.example
            /path ; -
            mailto:a@b.example ; -
            https:///x ; -
            https://:80/ ; -
            about:blank ; -
            - ; -
            """)
    void of_anyAddress_isTheHost(String address, String host) {
        assertThat(Hosts.of(address)).isEqualTo(host);
    }
}
