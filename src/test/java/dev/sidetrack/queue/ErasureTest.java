// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasureTest {

    private final Erasure erasure = new Erasure();
    private final List<String> forgotten = new ArrayList<>();
    private int letters;

    @Test
    void erasure_ofNobody_doesNothing() {
        assertThat(erasure.in(session())).isFalse();
    }

    @Test
    void erasure_ofManyLetters_goesOnUntilNoneIsLeft() {
        erasure.add("visitor");
        letters = 250;
        assertThat(steps()).isEqualTo(3);
        assertThat(forgotten).containsExactly("visitor", "visitor", "visitor");
    }

    @Test
    void erasure_rolledBack_isDoneAgain() {
        erasure.add("visitor");
        assertThat(erasure.in(session())).isTrue();
        erasure.rolledBack();
        assertThat(steps()).isEqualTo(1);
        assertThat(forgotten).hasSize(2);
    }

    private int steps() {
        var steps = 0;
        while (erasure.in(session())) {
            erasure.committed();
            steps++;
        }
        return steps;
    }

    private QueueSession session() {
        return (QueueSession) Proxy.newProxyInstance(
                QueueSession.class.getClassLoader(),
                new Class<?>[] {QueueSession.class},
                (proxy, method, arguments) -> {
                    forgotten.add((String) arguments[0]);
                    var taken = Math.min((int) arguments[1], letters);
                    letters -= taken;
                    return taken;
                });
    }
}
