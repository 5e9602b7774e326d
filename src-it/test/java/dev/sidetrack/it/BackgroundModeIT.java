package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sidetrack.background.Alarm;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Methods with {@code @Tracked} that no request calls, but a timer or a message to a bean of the application's own. */
@DisabledIfSystemProperty(
        named = "it.server",
        matches = "liberty|micro",
        disabledReason = "Liberty as it is set up has no message-driven beans, and Payara Micro has no JMS")
class BackgroundModeIT extends ModeIT {

    @Deployment(testable = false)
    static WebArchive demo() {
        return demoWith().addPackage(Alarm.class.getPackage());
    }

    @ParameterizedTest
    @CsvSource({"alarm, alarm-rang", "mail, mail-came"})
    void method_thatTheContainerCalls_isAnEventOfNobody(String what, String event) {
        assertEquals(204, new Browser().post("probe/" + what).statusCode());

        var hit = hits(1).get(0);
        assertEquals(event, hit.get("ea"));
        assertFalse(hit.containsKey("ua"), hit::toString);
    }
}
