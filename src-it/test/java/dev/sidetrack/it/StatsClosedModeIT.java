package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** An application whose settings let nobody see its statistics. */
class StatsClosedModeIT extends ModeIT {

    @Deployment(testable = false)
    static WebArchive demo() {
        return demoWith("sidetrack.stats.open-on-loopback=false");
    }

    @Test
    void pages_withoutAnyKey_areNotThere() {
        for (var path :
                List.of("", "/", "/login", "/live", "/page.csv", "/api/totals", "/api/openapi.json", "/share/x")) {
            var answer = visitor().get("sidetrack/stats" + path);
            assertEquals(404, answer.statusCode(), path + ": " + answer.body());
        }
        // Some servers answer 405 to a form for what is not there.
        assertEquals(
                visitor().postForm("not/there", "password=x").statusCode(),
                visitor().postForm("sidetrack/stats/login", "password=x").statusCode());
    }
}
