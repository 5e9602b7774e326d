// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.json.HitJson;
import dev.sidetrack.json.JsonWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MostBytesTest {

    private static final int AROUND = 500;

    @ParameterizedTest
    @MethodSource("values")
    void of_anyProperty_isAtLeastWhatItsJsonTakes(Object value) {
        var hit = SampleHits.event(TrackedEvent.named("sold").withProperties(Map.of("it", value)));
        var json = new JsonWriter();
        HitJson.write(json, hit);
        assertThat(new MostBytes(AROUND, 1, 1).of(hit))
                .isGreaterThanOrEqualTo(json.toString().getBytes(UTF_8).length);
    }

    @Test
    void of_plainText_countsEachCharacterOnce() {
        var around = SampleHits.of("/");
        var longer = SampleHits.of("/" + "a".repeat(1_000));
        assertThat(new MostBytes(AROUND, 3, 1).of(longer) - new MostBytes(AROUND, 3, 1).of(around))
                .isEqualTo(3_000);
    }

    static Stream<Object> values() {
        return Stream.of(
                "plain".repeat(1_000),
                "\"\\\u0001\u2028".repeat(1_000),
                "語😀".repeat(1_000),
                "\ud800".repeat(1_000),
                List.of(1L, 2.5, true, "three"),
                List.of(Map.of("name", "mug", "price", -1.7976931348623157e308)),
                Long.MIN_VALUE,
                new BigDecimal("1".repeat(900) + ".5"),
                BigInteger.TEN.pow(900));
    }
}
