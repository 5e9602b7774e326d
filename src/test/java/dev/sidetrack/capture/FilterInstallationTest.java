// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.LogLines;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilterInstallationTest {

    private final Map<String, Object> attributes = new HashMap<>();
    private final List<Object> added = new ArrayList<>();
    private boolean isAskable = true;
    private boolean isOpen = true;

    @Test
    void filter_thatIsMissing_isAddedOnce() {
        new FilterInitializer().onStartup(null, web());
        observe();

        assertThat(added).containsExactly("sidetrack");
    }

    @Test
    void context_thatMayNotBeAskedAfterTheInitializer_isLeftAlone() {
        new FilterInitializer().onStartup(null, web());
        isAskable = false;

        try (var log = LogLines.of("dev.sidetrack")) {
            observe();

            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void context_thatMayNotBeAskedWithoutInitializer_isTold() {
        isAskable = false;

        try (var log = LogLines.of("dev.sidetrack")) {
            observe();

            assertThat(log.lines())
                    .containsExactly("WARNING Sidetrack cannot tell whether its filter is installed in /shop: unless"
                            + " web.xml has the filter dev.sidetrack.capture.TrackingFilter for /*, nothing is tracked"
                            + " there.");
        }
    }

    @Test
    void context_thatTakesNoFilterAnyMore_isTold() {
        isOpen = false;

        try (var log = LogLines.of("dev.sidetrack")) {
            observe();

            assertThat(log.lines())
                    .containsExactly("WARNING The filter is not installed in /shop, so nothing is tracked there: add"
                            + " the filter dev.sidetrack.capture.TrackingFilter for /* to its web.xml"
                            + " (java.lang.IllegalStateException: too late).");
        }
    }

    private void observe() {
        new FilterInstallation().install(web());
    }

    private ServletContext web() {
        return proxy(ServletContext.class, (method, arguments) -> switch (method) {
            case "getFilterRegistrations" -> {
                if (!isAskable) {
                    throw new UnsupportedOperationException();
                }
                yield Map.of();
            }
            case "addFilter" -> {
                if (!isOpen) {
                    throw new IllegalStateException("too late");
                }
                added.add(arguments[0]);
                yield proxy(FilterRegistration.Dynamic.class, (setter, values) -> null);
            }
            case "getAttribute" -> attributes.get(arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "getContextPath" -> "/shop";
            default -> null;
        });
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.to(method.getName(), arguments)));
    }

    private interface Answers {
        Object to(String method, Object[] arguments);
    }
}
