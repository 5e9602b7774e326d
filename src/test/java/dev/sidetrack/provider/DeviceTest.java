// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.ClientHints;
import dev.sidetrack.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Chrome         | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 | Chrome 124.0.0.0 Windows 10 Desktop
            Edge           | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 Edg/124.0.2478.51 | Microsoft Edge 124.0.2478.51 Windows 10 Desktop
            Firefox        | Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0 | Firefox 127.0 Linux - Desktop
            Safari         | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15 | Safari 17.4 Mac OS X 10.15.7 Desktop
            iPhone         | Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1 | Mobile Safari 17.4 iOS 17.4 Mobile
            iPad           | Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/124.0 Mobile/15E148 Safari/604.1 | Chrome iOS 124.0 iOS 16.6 Tablet
            Android        | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36 | Chrome 124.0.0.0 Android 10 Mobile
            Android tablet | Mozilla/5.0 (Linux; Android 13; SM-X200) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/24.0 Chrome/117.0.0.0 Safari/537.36 | Samsung Internet 24.0 Android 13 Tablet
            Opera          | Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 OPR/110.0 | Opera 110.0 Chrome OS 14541.0.0 Desktop
            Windows 7      | Mozilla/5.0 (Windows NT 6.1; Win64; x64; rv:115.0) Gecko/20100101 Firefox/115.0 | Firefox 115.0 Windows 7 Desktop
            no browser     | curl/8.5.0 | - - - - -
            """)
    void of_anyUserAgent_isWhatItSays(String name, String agent, String device) {
        var found = Device.of(Visitor.builder("c").userAgent(agent).build());
        assertThat(found.browser() + " " + found.browserVersion() + " " + found.system() + " " + found.systemVersion()
                        + " " + found.type())
                .isEqualTo(device.replaceAll("(?<= |^)-(?= |$)", "null"));
    }

    @Test
    void of_hints_knowBetterThanTheUserAgent() {
        var agent =
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36";
        var brands = "\"Not/A)Brand\";v=\"8\", \"Chromium\";v=\"124\", \"Microsoft Edge\";v=\"124\"";
        assertThat(of(agent, new ClientHints(brands, false, "Windows", "15.0.0", null, null)))
                .isEqualTo(new Device("Microsoft Edge", "124", "Windows", "11", "Desktop", null));
        assertThat(of(
                        agent,
                        new ClientHints(
                                brands, false, "Windows", "10.0.0", null, "\"Microsoft Edge\";v=\"124.0.2478.51\"")))
                .isEqualTo(new Device("Microsoft Edge", "124.0.2478.51", "Windows", "10", "Desktop", null));
        assertThat(of(agent, new ClientHints("\"Chromium\";v=\"124\"", true, "macOS", null, "Pixel 8", null)))
                .isEqualTo(new Device("Chromium", "124", "Mac OS X", "10", "Mobile", "Pixel 8"));
        assertThat(of(null, new ClientHints(brands, false, "Windows", "15.0.0", null, null)))
                .isEqualTo(Device.UNKNOWN);
        assertThat(of(agent, new ClientHints("nonsense", null, null, "x", null, "\"\"\""))
                        .browser())
                .isEqualTo("Chrome");
    }

    private static Device of(String agent, ClientHints hints) {
        return Device.of(Visitor.builder("c").userAgent(agent).hints(hints).build());
    }
}
