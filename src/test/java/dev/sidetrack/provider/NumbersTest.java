// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "9007199254740991, true",
        "-9007199254740991, true",
        "9007199254740992, false",
        "-9007199254740993, false",
        "123456789012345678, false",
        "9223372036854775807, false",
        "-9223372036854775808, false"
    })
    void exact_wholeNumber_isATextWhereADoubleMayLoseDigits(long number, boolean isHeld) {
        assertThat(Numbers.exact(number)).isEqualTo(isHeld ? (Object) number : String.valueOf(number));
    }

    @Test
    void exact_otherValues_stayWhatTheyAre() {
        for (var value : List.of("123456789012345678", true, 1e300, 0.1, new BigDecimal("0.12345678901234567890"))) {
            assertThat(Numbers.exact(value)).isSameAs(value);
        }
        assertThat(Numbers.exact(BigInteger.TEN.pow(30))).isEqualTo("1" + "0".repeat(30));
        assertThat(Numbers.exact(new BigDecimal("123456789012345678.5"))).isEqualTo("123456789012345678.5");
    }

    @Test
    void exact_nested_isSoWithin() {
        var big = 123456789012345678L;
        assertThat(Numbers.exact(Map.of("a", List.of(big, 1L), "b", Map.of("c", big))))
                .isEqualTo(Map.of("a", List.of("" + big, 1L), "b", Map.of("c", "" + big)));
    }

    @ParameterizedTest
    @CsvSource({"999.99, true", "-999, true", "1000, false", "-1000, false", "1e300, false", "0, true"})
    void below_number_isATextFromTheLimitOn(double number, boolean isHeld) {
        var limit = BigDecimal.valueOf(1000);
        assertThat(Numbers.below(number, limit)).isEqualTo(isHeld ? (Object) number : String.valueOf(number));
        assertThat(Numbers.below("x", limit)).isEqualTo("x");
    }
}
