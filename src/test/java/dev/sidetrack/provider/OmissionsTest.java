// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.LogLines;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OmissionsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Omissions omissions = new Omissions("main", nanos::get);

    @Test
    void tell_sameEvent_isOncePerMinute() {
        try (var log = LogLines.of("dev.sidetrack.provider")) {
            omissions.tell("a", omitted("x"));
            omissions.tell("a", omitted("y"));
            omissions.tell("b", omitted("z"));
            omissions.tell("c", new Omitted());
            nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
            omissions.tell("a", omitted("y"));
            assertThat(log.lines())
                    .containsExactly(
                            "WARNING The provider main cannot send all of the event a. Left out: x",
                            "WARNING The provider main cannot send all of the event b. Left out: z",
                            "WARNING The provider main cannot send all of the event a. Left out: y");
        }
    }

    @Test
    void tell_namesWithoutEnd_shareALine() {
        try (var log = LogLines.of("dev.sidetrack.provider")) {
            for (var i = 0; i < 3_000; i++) {
                omissions.tell("e" + i, omitted("x"));
            }
            assertThat(log.lines()).hasSize(1_001);
        }
    }

    @Test
    void tell_hostileNames_areOneLineOfFew() {
        try (var log = LogLines.of("dev.sidetrack.provider")) {
            var omitted = new Omitted();
            for (var i = 0; i < 99; i++) {
                omitted.whole("a\nb" + i + "x".repeat(500));
            }
            assertThat(omitted.cut("value", "a secret", 3)).isEqualTo("a s");
            omissions.tell("e\u202Ee\r", omitted);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .hasSizeLessThan(400)
                    .doesNotContainPattern("\\R|secret");
        }
    }

    private static Omitted omitted(String name) {
        var omitted = new Omitted();
        omitted.whole(name);
        return omitted;
    }
}
