// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.config.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticesTest {

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "notice,  cookie,     true",
        "notice,  cookieless, false",
        "opt-in,  cookie,     false",
        "opt-out, cookie,     false",
        "none,    cookie,     false",
    })
    void tellsNewVisitors_onlyOfACookieInNoticeMode(String consent, String identity, boolean tells) {
        var notices = new Notices(SettingsOf.map(Map.of("sidetrack.consent", consent, "sidetrack.identity", identity)));
        assertThat(notices.tellsNewVisitors()).isEqualTo(tells);
    }

    @Test
    void asked_optIn_asksBeforeAnythingIsSet() {
        var notice = new Notices(SettingsOf.one("sidetrack.consent", "opt-in"))
                .asked("shop.example", "en", "/shop/sidetrack/consent");
        assertThat(notice.isQuestion()).isTrue();
        assertThat(notice.action()).isEqualTo("/shop/sidetrack/consent");
        assertThat(notice.text()).isEqualTo("May shop.example use a cookie to measure visits?");
        assertThat(notice.accept()).isEqualTo("Accept");
        assertThat(notice.decline()).isEqualTo("Decline");
    }

    @Test
    void asked_optOut_tellsAndAsks() {
        var notice =
                new Notices(SettingsOf.one("sidetrack.consent", "opt-out")).asked("shop.example", "de", "/consent");
        assertThat(notice.text()).isEqualTo("shop.example verwendet ein Cookie, um Besuche zu messen. Einverstanden?");
        assertThat(notice.accept()).isEqualTo("Annehmen");
        assertThat(notice.decline()).isEqualTo("Ablehnen");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "opt-in  | May shop.example measure visits, without cookies?",
                "opt-out | shop.example measures visits without cookies. Is that all right?"
            })
    void asked_cookieless_saysNothingOfACookie(String consent, String text) {
        var notices =
                new Notices(SettingsOf.map(Map.of("sidetrack.consent", consent, "sidetrack.identity", "cookieless")));
        assertThat(notices.asked("shop.example", "en", "/consent").text()).isEqualTo(text);
    }

    @Test
    void told_ownBundle_isNoQuestion() {
        var notices = new Notices(SettingsOf.one("sidetrack.notice.bundle", "dev.sidetrack.consent.own-notice"));
        assertThat(notices.told("shop.example", "fr").text()).isEqualTo("Good day at shop.example!");
        assertThat(notices.told("shop.example", "fr").isQuestion()).isFalse();
    }
}
