// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** An EAR that has the jar, and the settings, among its libraries, for its war and for a session bean. */
class EarWithJarInLibIT extends PackagingIT {

    @Override
    List<Archive<?>> archives(Probe probe) {
        return List.of(probe.earWithJarAndBean("single", "only"));
    }

    @Override
    Map<String, String> wars() {
        return Map.of("only", "single");
    }

    @Override
    Set<String> queues() {
        return Set.of("single");
    }

    @Override
    Set<String> applications() {
        return Set.of("single");
    }

    @Test
    void sessionBean_called_isADurableEvent() {
        assertEquals(List.of("booked"), events(visit("only", "?call=ejb", 2)));
    }

    @Test
    @EnabledIfSystemProperty(
            named = "it.server",
            matches = "wildfly.*|payara.*|glassfish.*",
            disabledReason = "what the others do is not known")
    void jar_alsoInTheWar_isRefusedWithWhatToDo() {
        var probe = new Probe(new Collector());

        awaitRefusal(
                probe.earWithJar("twice", probe.war("second")),
                "Sidetrack's jar is in the application twice, in lib of the EAR and in WEB-INF/lib of a war");
    }

    @Test
    @EnabledIfSystemProperty(
            named = "it.server",
            matches = "wildfly.*|payara.*|glassfish.*",
            disabledReason = "what the others do is not known")
    void jar_besideAWarWhoseManifestNamesIt_isRefusedWithWhatToDo() {
        awaitRefusal(
                Probe.earWithSkinnyWar("skinny", "thin"), "The server has not looked for beans in Sidetrack's jar");
    }

    private static void awaitRefusal(Archive<?> archive, String sentence) {
        deploy(archive);
        try {
            awaitLog(sentence);
        } finally {
            undeploy(archive);
        }
    }

    @Test
    void sessionBean_inATransactionOfTheWarThatRollsBack_isNone() {
        assertEquals(List.of(), events(visit("only", "?call=ejb-rollback", 1)));
    }
}
