// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.config.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoticeHtmlTest {

    @Test
    void told_text_isADialogThatItsButtonCloses() {
        assertThat(NoticeHtml.told("Willkommen!", "de", "Schließen"))
                .isEqualTo("<dialog open=\"open\" class=\"sidetrack-notice\" aria-labelledby=\"sidetrack-notice-text\""
                        + " lang=\"de\"><div class=\"alert alert-info alert-dismissible\" role=\"alert\">"
                        + "<form method=\"dialog\"><span id=\"sidetrack-notice-text\">Willkommen!</span>"
                        + "<button type=\"submit\" class=\"btn-close\" data-bs-dismiss=\"alert\""
                        + " aria-label=\"Schließen\"></button></form></div></dialog>");
    }

    @Test
    void told_languageUnknown_saysNone() {
        assertThat(NoticeHtml.told("Hi", null, "x")).doesNotContain("lang=");
    }

    @Test
    void told_markupInTheTexts_isInert() {
        assertThat(NoticeHtml.told("a<b>&\"c", "\"><script>", "\" onclick=\"x"))
                .contains("a&lt;b&gt;&amp;&quot;c")
                .contains("lang=\"&quot;&gt;&lt;script&gt;\"")
                .contains("aria-label=\"&quot; onclick=&quot;x\"");
    }

    @Test
    void asked_onePurpose_isAFormWithTwoEqualButtons() {
        var notice = new Notices(SettingsOf.nothing()).asked("shop.example", "en", "/shop/sidetrack/consent");
        assertThat(NoticeHtml.asked(notice))
                .contains("role=\"region\"><form method=\"post\" action=\"/shop/sidetrack/consent\">")
                .contains("name=\"choice\" value=\"decline\" class=\"btn btn-primary\">" + notice.decline() + "<")
                .contains("name=\"choice\" value=\"accept\" class=\"btn btn-primary\">" + notice.accept() + "<")
                .doesNotContain("fieldset");
    }

    @Test
    void asked_severalPurposes_letsEachBeChosenNoneBeforehand() {
        var settings = SettingsOf.map(Map.of("sidetrack.consent.purposes", "analytics,ads"));
        var notice = new Notices(settings).asked("shop.example", "en", "/sidetrack/consent");
        assertThat(NoticeHtml.asked(notice))
                .contains("<fieldset class=\"sidetrack-purposes\" aria-labelledby=\"sidetrack-notice-text\">")
                .contains("name=\"purpose\" value=\"analytics\"/> " + notice.purpose("analytics") + "</label>")
                .contains("name=\"purpose\" value=\"ads\"/> " + notice.purpose("ads") + "</label>")
                .contains("value=\"choose\"")
                .doesNotContain("checked");
    }
}
