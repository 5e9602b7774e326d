// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Consent;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.consent.Permission.Level;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {

    @ParameterizedTest(name = "{0} {1} gpc={2} dnt={3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            notice                     | UNASKED | - | - | ALL       |
            notice                     | GRANTED | - | - | ALL       |
            notice                     | DENIED  | - | - | NOTHING   | declined
            notice                     | GRANTED | 1 | - | NOTHING   | gpc
            notice                     | GRANTED | - | 1 | NOTHING   | dnt
            notice                     | UNASKED | 0 | 0 | ALL       |
            notice                     | UNASKED | 11 | true | ALL   |
            notice                     | UNASKED | - | 1xyz | NOTHING | dnt
            notice                     | UNASKED | - | 0x1 | ALL     |
            notice gpc=ignore          | UNASKED | 1 | - | ALL       |
            notice dnt=ignore          | UNASKED | - | 1 | ALL       |
            notice gpc=ignore          | UNASKED | 1 | 1 | NOTHING   | dnt
            notice gpc=cookieless      | GRANTED | 1 | - | ANONYMOUS | gpc
            notice dnt=cookieless      | GRANTED | - | 1 | ANONYMOUS | dnt
            notice gpc=cookieless      | UNASKED | 1 | 1 | NOTHING   | dnt
            notice gpc=cookieless      | DENIED  | 1 | - | NOTHING   | declined
            opt-in                     | UNASKED | - | - | NOTHING   | no-consent
            opt-in                     | GRANTED | - | - | ALL       |
            opt-in                     | DENIED  | - | - | NOTHING   | declined
            opt-in                     | GRANTED | 1 | - | NOTHING   | gpc
            opt-in before=cookieless   | UNASKED | - | - | ANONYMOUS | no-consent
            opt-in before=cookieless   | GRANTED | - | - | ALL       |
            opt-in before=cookieless   | DENIED  | - | - | NOTHING   | declined
            opt-in before=cookieless   | UNASKED | 1 | - | NOTHING   | gpc
            opt-out                    | UNASKED | - | - | ALL       |
            opt-out                    | GRANTED | - | - | ALL       |
            opt-out                    | DENIED  | - | - | NOTHING   | declined
            none                       | UNASKED | - | - | ALL       |
            none                       | DENIED  | - | - | NOTHING   | declined
            """)
    void of_choiceAndSignals_strictestWins(
            String mode, Consent consent, String gpc, String dnt, Level level, String reason) {
        assertThat(permissions(mode).of(choice(consent), Signals.of(headers(gpc), headers(dnt))))
                .isEqualTo(new Permission(level, reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"opt-in", "opt-in before=cookieless", "opt-out"})
    void isAsking_modeThatAsks_untilThereIsAnAnswer(String mode) {
        assertThat(permissions(mode).isAsking(choice(Consent.UNASKED))).isTrue();
        assertThat(permissions(mode).isAsking(choice(Consent.GRANTED))).isFalse();
        assertThat(permissions(mode).isAsking(choice(Consent.DENIED))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"notice", "none"})
    void isAsking_modeThatDoesNotAsk_isFalse(String mode) {
        assertThat(permissions(mode).isAsking(choice(Consent.UNASKED))).isFalse();
    }

    @Test
    void isBySignal_otherReasons_isFalse() {
        assertThat(new Permission(Level.NOTHING, "gpc").isBySignal()).isTrue();
        assertThat(new Permission(Level.ANONYMOUS, "dnt").isBySignal()).isTrue();
        assertThat(new Permission(Level.NOTHING, "declined").isBySignal()).isFalse();
        assertThat(Permission.ALL.isBySignal()).isFalse();
    }

    @Test
    void isAsking_outdatedNo_isAskedAgainOnlyWhereTheModeAsks() {
        var outdated = new Choice(Consent.DENIED, Set.of(), true);
        assertThat(permissions("opt-in").isAsking(outdated)).isTrue();
        assertThat(permissions("opt-out").isAsking(outdated)).isTrue();
        assertThat(permissions("notice").isAsking(outdated)).isFalse();
        assertThat(permissions("none").isAsking(outdated)).isFalse();
        assertThat(permissions("opt-out").of(outdated, Signals.NONE).isGiven()).isFalse();
    }

    private static Choice choice(Consent consent) {
        return new Choice(consent, Set.of(), false);
    }

    private static Enumeration<String> headers(String value) {
        return Collections.enumeration(value == null ? List.of() : List.of(value));
    }

    /** {@code opt-in before=cookieless gpc=ignore} */
    private static Permissions permissions(String mode) {
        var words = mode.split(" ");
        var keys = new HashMap<String, String>();
        keys.put("sidetrack.consent", words[0]);
        for (var i = 1; i < words.length; i++) {
            var pair = words[i].split("=");
            keys.put((pair[0].equals("before") ? "sidetrack.consent." : "sidetrack.") + pair[0], pair[1]);
        }
        return new Permissions(SettingsOf.map(keys));
    }
}
