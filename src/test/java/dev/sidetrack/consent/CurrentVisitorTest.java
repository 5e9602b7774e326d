// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Consent;
import dev.sidetrack.config.SettingsOf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CurrentVisitorTest {

    private final CurrentVisitor visitor = new CurrentVisitor();
    private final Notices notices = new Notices(SettingsOf.nothing());

    @AfterEach
    void leave() {
        PageVisit.unbind();
    }

    @Test
    void everything_outsideARequest_saysNothing() {
        assertThat(visitor.getNotice()).isNull();
        assertThat(visitor.getConsent()).isEqualTo("unasked");
        assertThat(visitor.isAsking()).isFalse();
    }

    @Test
    void getNotice_nothingToTell_isNull() {
        visit(Consent.GRANTED, null);
        assertThat(visitor.getNotice()).isNull();
        assertThat(visitor.getConsent()).isEqualTo("granted");
        assertThat(visitor.isAsking()).isFalse();
    }

    @Test
    void getNotice_newVisitor_isTold() {
        var notice = notices.told("shop.example", "de");
        visit(Consent.UNASKED, notice);

        assertThat(visitor.getNotice()).startsWith("Willkommen! shop.example").isEqualTo(notice.text());
        assertThat(visitor.isAsking()).isFalse();
        assertThat(new NoticeMessage(notice).getSummary()).isEqualTo(notice.text());
        assertThat(new NoticeMessage(notice).close()).isEqualTo("Schließen");
    }

    @Test
    void getNotice_question_isThereUntilItIsAnswered() {
        var visit = visit(Consent.UNASKED, notices.asked("shop.example", "de", "/shop/sidetrack/consent"));
        assertThat(visitor.getNotice()).startsWith("Darf shop.example");
        assertThat(visitor.isAsking()).isTrue();

        visit.consent(Consent.DENIED);
        assertThat(visitor.getNotice()).isNull();
        assertThat(visitor.getConsent()).isEqualTo("denied");
        assertThat(visitor.isAsking()).isFalse();
    }

    private static PageVisit visit(Consent consent, Notice notice) {
        var visit = new Visit(consent, notice);
        visit.bind();
        return visit;
    }

    private static final class Visit extends PageVisit {

        Visit(Consent consent, Notice notice) {
            super(consent, notice);
        }

        @Override
        public Signals signals() {
            return Signals.NONE;
        }

        @Override
        public String knownId() {
            return null;
        }

        @Override
        protected void decide(Consent consent, Permission allowed) {
            consent(consent);
        }
    }
}
