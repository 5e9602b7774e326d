// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.config.SettingsOf;
import org.junit.jupiter.api.Test;

class CurrentVisitorTest {

    @Test
    void getNotice_knownVisitor_isNull() {
        assertThat(VisitorBeans.currentVisitor(SettingsOf.nothing()).getNotice()).isNull();
    }

    @Test
    void welcome_newVisitor_isTold() {
        var visitor = VisitorBeans.currentVisitor(SettingsOf.nothing());
        var notice = visitor.welcome("shop.example", "de");

        assertThat(visitor.getNotice()).startsWith("Willkommen! shop.example").isEqualTo(notice.text());
        assertThat(new NoticeMessage(notice).getSummary()).isEqualTo(notice.text());
        assertThat(new NoticeMessage(notice).close()).isEqualTo("Schließen");
    }

    @Test
    void welcome_nothingToTell_isNull() {
        var visitor = VisitorBeans.currentVisitor(SettingsOf.one("sidetrack.consent", "none"));
        assertThat(visitor.welcome("shop.example", "de")).isNull();
        assertThat(visitor.getNotice()).isNull();
    }

    @Test
    void welcome_hostNobodyCanRead_isNotTold() {
        var visitor = VisitorBeans.currentVisitor(SettingsOf.nothing());
        assertThat(visitor.welcome(null, "en")).isNull();
        assertThat(visitor.getNotice()).isNull();
    }
}
