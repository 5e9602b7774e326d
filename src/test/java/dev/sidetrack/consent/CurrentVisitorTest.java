// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.config.SettingsOf;
import java.util.Set;
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
        visit(Choice.of(Set.of("analytics")), null);
        assertThat(visitor.getNotice()).isNull();
        assertThat(visitor.getConsent()).isEqualTo("granted");
        assertThat(visitor.isAsking()).isFalse();
    }

    @Test
    void getNotice_newVisitor_isTold() {
        var notice = notices.told("shop.example", "de");
        visit(Choice.NONE, notice);

        assertThat(visitor.getNotice()).startsWith("Willkommen! shop.example").isEqualTo(notice.text());
        assertThat(visitor.isAsking()).isFalse();
        assertThat(new NoticeMessage(notice).getSummary()).isEqualTo(notice.text());
        assertThat(new NoticeMessage(notice).close()).isEqualTo("Schließen");
    }

    @Test
    void getNotice_question_isThereUntilItIsAnswered() {
        var visit = visit(Choice.NONE, notices.asked("shop.example", "de", "/shop/sidetrack/consent"));
        assertThat(visitor.getNotice()).startsWith("Darf shop.example");
        assertThat(visitor.isAsking()).isTrue();

        visit.decide(Choice.of(Set.of()));
        assertThat(visitor.getNotice()).isNull();
        assertThat(visitor.getConsent()).isEqualTo("denied");
        assertThat(visitor.isAsking()).isFalse();
    }

    private static PageVisit visit(Choice choice, Notice notice) {
        var visit = new Visit(choice, notice);
        visit.bind();
        return visit;
    }

    private static final class Visit extends PageVisit {

        private final Choice before;
        private final Notice told;

        Visit(Choice before, Notice told) {
            this.before = before;
            this.told = told;
        }

        @Override
        protected Choice before() {
            return before;
        }

        @Override
        protected Notice told() {
            return told;
        }

        @Override
        public Signals signals() {
            return Signals.NONE;
        }

        @Override
        public Set<String> knownIds() {
            return Set.of();
        }

        @Override
        protected void decided(Choice choice) {}
    }
}
