// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.LogLines;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationTest {

    private final LogLines log = LogLines.of("dev.sidetrack.ops");

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void register_alone_isSeenUntilItEnds() throws JMException {
        var shop = registration("shop \"1.0\"");
        assertThat(names()).isEqualTo(1);
        shop.unregister();
        assertThat(names()).isZero();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void register_besideAnotherApplication_bothAreSeen() throws JMException {
        var shop = registration("shop");
        var blog = registration("blog");
        assertThat(names()).isEqualTo(2);
        shop.unregister();
        blog.unregister();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void register_whatTheLastDeploymentLeft_isReplacedWithoutAWord() throws JMException {
        registration("shop");
        var again = registration("shop");
        assertThat(names()).isEqualTo(1);
        again.unregister();
        assertThat(log.lines()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a war,                          shop, shop, shop",
        "a war in an EAR,                mall, shop, mall/shop",
        "wars of an EAR that share it,   mall, mall, mall",
        "a server that names no module,  shop, '',   shop",
        "a server that names nothing,    '',   '',   /shop"
    })
    void nameOf_application_isItsOwn(String what, String application, String module, String name) {
        assertThat(Registration.nameOf(application, module, "/shop")).isEqualTo(name);
    }

    private static Registration registration(String application) {
        var registration = new Registration(() -> new Watched().monitor, path -> application, numbers -> () -> {});
        registration.register("/shop");
        return registration;
    }

    private static int names() throws JMException {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("dev.sidetrack:*"), null)
                .size();
    }
}
