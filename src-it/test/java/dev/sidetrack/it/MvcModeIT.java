package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sidetrack.counting.mvc.SignUpController;
import java.io.File;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Controllers of Jakarta MVC, by Krazo, which the small war brings along. */
@EnabledIfSystemProperty(
        named = "it.server",
        matches = "wildfly.*",
        disabledReason = "Krazo needs another jar for each implementation of Jakarta REST; this is RESTEasy's")
class MvcModeIT extends ModeIT {

    private static final String VIEW = """
            <%@ page contentType="text/html;charset=UTF-8" %><!DOCTYPE html><html><head>
            <title>Signed up</title></head><body>x</body></html>""";

    @Deployment(testable = false)
    static WebArchive war() {
        return SmallWar.with("sidetrack.consent=none")
                .addPackage(SignUpController.class.getPackage())
                .addAsWebInfResource(new StringAsset(VIEW), "views/signed-up.jsp")
                .addAsLibraries(files(System.getProperty("it.krazo")));
    }

    private static File[] files(String path) {
        return List.of(path.split(File.pathSeparator)).stream().map(File::new).toArray(File[]::new);
    }

    @Test
    void event_ofAControllerThatRedirects_happened() {
        var browser = visitor();
        var answer = browser.postForm("api/mvc/sign-up", "plan=small");
        var there = answer.headers().firstValue("Location").orElse("");

        assertEquals(303, answer.statusCode(), answer::body);
        assertTrue(there.endsWith("/sidetrack-demo/api/mvc/sign-up"), there);
        var hit = hits(1).get(0);
        assertEquals(List.of("event", "signed-up"), List.of(hit.get("t"), hit.get("ea")));
    }

    @Test
    void view_ofAController_isAPageView() {
        assertEquals(200, visitor().get("api/mvc/sign-up").statusCode());

        var hit = hits(1).get(0);
        assertEquals(List.of("pageview", "Signed up"), List.of(hit.get("t"), hit.get("dt")));
    }
}
