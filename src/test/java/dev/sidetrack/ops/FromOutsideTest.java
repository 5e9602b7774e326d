// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FromOutsideTest {

    private final ClassLoader application = Thread.currentThread().getContextClassLoader();
    private final List<ClassLoader> seen = new ArrayList<>();
    private final SidetrackMXBean numbers = FromOutside.of((SidetrackMXBean)
            Proxy.newProxyInstance(application, new Class<?>[] {SidetrackMXBean.class}, (proxy, method, arguments) -> {
                seen.add(Thread.currentThread().getContextClassLoader());
                if (method.getName().equals("countDeadLetters")) {
                    throw new IllegalStateException("away");
                }
                return 7L;
            }));

    @AfterEach
    void enter() {
        Thread.currentThread().setContextClassLoader(application);
    }

    @Test
    void get_byAThreadWithoutClassLoader_asksWithThatOfTheApplication() {
        Thread.currentThread().setContextClassLoader(null);
        assertThat(numbers.getPublished()).isEqualTo(7);
        assertThat(seen).containsExactly(application);
        assertThat(Thread.currentThread().getContextClassLoader()).isNull();
    }

    @Test
    void operation_thatFails_throwsWhatItThrew() {
        assertThatIllegalStateException().isThrownBy(numbers::countDeadLetters).withMessage("away");
    }
}
