// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FromOutsideTest {

    private final ClassLoader application = Thread.currentThread().getContextClassLoader();
    private final List<ClassLoader> seen = new ArrayList<>();
    private final List<String> threads = new ArrayList<>();
    private final ExecutorService operations =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "of the application"));
    private final SidetrackMXBean numbers = FromOutside.of(
            (SidetrackMXBean) Proxy.newProxyInstance(
                    application, new Class<?>[] {SidetrackMXBean.class}, (proxy, method, arguments) -> {
                        seen.add(Thread.currentThread().getContextClassLoader());
                        threads.add(Thread.currentThread().getName());
                        return switch (method.getName()) {
                            case "countDeadLetters" -> throw new IllegalStateException("away");
                            case "purgeDeadLetters" -> 3;
                            default -> 7L;
                        };
                    }),
            operations);

    @AfterEach
    void leave() {
        operations.shutdown();
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
    void get_byAnyThread_isAnsweredByIt() {
        numbers.getPublished();
        assertThat(threads).containsExactly(Thread.currentThread().getName());
    }

    @Test
    void operation_byAnyThread_isDoneByOneOfTheApplication() {
        Thread.currentThread().setContextClassLoader(null);
        assertThat(numbers.purgeDeadLetters()).isEqualTo(3);
        assertThat(threads).containsExactly("of the application");
        assertThat(seen).containsExactly(application);
    }

    @Test
    void operation_thatFails_throwsWhatItThrew() {
        assertThatIllegalStateException().isThrownBy(numbers::countDeadLetters).withMessage("away");
    }
}
