// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.spi.Outcome;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {

    /** States of PostgreSQL's appendix A and of H2's error codes. */
    @ParameterizedTest
    @CsvSource({
        "08006, Retry",
        "08001, Retry",
        "40001, Retry",
        "40P01, Retry",
        "53100, Retry",
        "53300, Retry",
        "57P01, Retry",
        "57014, Retry",
        "55P03, Retry",
        "HYT00, Retry",
        "90067, Retry",
        "90098, Retry",
        "90028, Retry",
        "90031, Retry",
        "58030, Retry",
        "23505, Retry",
        "XX000, Retry",
        "'', Retry",
        "22021, Refused",
        "22P05, Refused",
        "22001, Refused",
        "23502, Refused",
        "23514, Refused",
        "42P01, Stop",
        "42S02, Stop",
        "42501, Stop",
        "28P01, Stop",
        "28000, Stop",
        "3F000, Stop",
        "3D000, Stop",
        "90096, Stop",
        "25006, Stop",
        "90040, Stop",
        "90079, Stop",
        "90097, Stop"
    })
    void outcome_ofAState_isWhatItMeans(String state, String outcome) {
        assertThat(SqlFailure.outcome(new SQLException("secret", state))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(outcome);
    }

    @Test
    void outcome_ofABatch_isThatOfWhatFailedInIt() {
        var batch = new BatchUpdateException();
        batch.setNextException(new SQLException("too long", "22001"));
        assertThat(SqlFailure.outcome(batch)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void outcome_ofAValue_neverShowsIt() {
        assertThat(SqlFailure.outcome(new SQLException("invalid value: alice@example.com", "22001"))
                        .toString())
                .doesNotContain("alice");
        assertThat(SqlFailure.outcome(new SQLException("could not: alice@example.com", "08006"))
                        .toString())
                .doesNotContain("alice");
    }

    @Test
    void outcome_ofMissingRights_saysWhatToGrant() {
        var stop =
                (Outcome.Stop) SqlFailure.outcome(new SQLException("permission denied for schema sidetrack", "42501"));
        assertThat(stop.reason()).contains("permission denied").contains("grant");
    }
}
