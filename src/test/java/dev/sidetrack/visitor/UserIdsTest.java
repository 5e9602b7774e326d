// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserIdsTest {

    @ParameterizedTest(name = "{0}: identified {1}, principal {2}")
    @CsvSource({
        "none,      ,   ,     ",
        "none,      ,   jane, ",
        "none,      42, jane, 42",
        "principal, ,   jane, jane",
        "principal, 42, jane, 42",
        "principal, ,   ,     ",
        "hashed,    42, jane, 42",
        "hashed,    ,   ,     ",
    })
    void of_identifiedAndPrincipal_isWhatIsAllowed(String mode, String identified, String principal, String userId) {
        assertThat(ids(mode, "s3cret").of(identified, principal)).isEqualTo(userId);
    }

    @Test
    void of_hashed_isAKeyedHashThatTellsNoName() {
        var hash = ids("hashed", "s3cret").of(null, "jane");
        assertThat(hash)
                .matches("[0-9a-f]{32}")
                .isEqualTo(ids("hashed", "s3cret").of(null, "jane"));
        assertThat(hash)
                .isNotEqualTo(ids("hashed", "other").of(null, "jane"))
                .isNotEqualTo(ids("hashed", "s3cret").of(null, "john"));
    }

    @Test
    void of_veryLong_isCut() {
        assertThat(ids("principal", "s3cret").of("x".repeat(1000), null)).hasSize(100);
        assertThat(ids("principal", "s3cret").of(null, "x".repeat(1000))).hasSize(100);
        assertThat(ids("principal", "s3cret").of("x" + "💐".repeat(100), null)).isEqualTo("x" + "💐".repeat(49));
    }

    @Test
    void needsPrincipal_nobodyWantsIt_isFalse() {
        assertThat(ids("none", "s3cret").needsPrincipal()).isFalse();
        assertThat(ids("principal", "s3cret").needsPrincipal()).isTrue();
        assertThat(ids("hashed", "s3cret").needsPrincipal()).isTrue();
    }

    @Test
    void new_hashedWithoutSecret_failsTheDeploymentAndNamesTheKey() {
        var settings = SettingsOf.one("sidetrack.user-id", "hashed");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new UserIds(settings))
                .withMessage("sidetrack.secret is missing: sidetrack.user-id=hashed needs it.");
    }

    private static UserIds ids(String mode, String secret) {
        return new UserIds(SettingsOf.map(Map.of("sidetrack.user-id", mode, "sidetrack.secret", secret)));
    }
}
