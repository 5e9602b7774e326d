// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.config.Settings;
import dev.sidetrack.config.SettingsOf;
import org.junit.jupiter.api.Test;

class CurrentVisitorTest {

    @Test
    void getNotice_knownVisitor_isNull() {
        assertThat(visitor(SettingsOf.nothing()).getNotice()).isNull();
    }

    @Test
    void welcome_newVisitor_isTold() {
        var visitor = visitor(SettingsOf.nothing());
        var notice = visitor.welcome("shop.example", "de");

        assertThat(visitor.getNotice()).startsWith("Willkommen! shop.example").isEqualTo(notice.text());
        assertThat(new NoticeMessage(notice).getSummary()).isEqualTo(notice.text());
        assertThat(new NoticeMessage(notice).close()).isEqualTo("Schließen");
    }

    @Test
    void welcome_nothingToTell_isNull() {
        var visitor = visitor(SettingsOf.one("sidetrack.consent", "none"));
        assertThat(visitor.welcome("shop.example", "de")).isNull();
        assertThat(visitor.getNotice()).isNull();
    }

    @Test
    void welcome_hostNobodyCanRead_isNotTold() {
        var visitor = visitor(SettingsOf.nothing());
        assertThat(visitor.welcome(null, "en")).isNull();
        assertThat(visitor.getNotice()).isNull();
    }

    private static CurrentVisitor visitor(Settings settings) {
        var visitor = new CurrentVisitor();
        visitor.settings = settings;
        return visitor;
    }
}
