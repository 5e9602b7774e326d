package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What the war and the jar hold, and that the server takes the library from the war. */
class PackagingIT extends DemoIT {

    private static final Path WAR = Path.of(System.getProperty("it.war"));

    @Test
    void library_inTheServer_comesFromWebInfLib() {
        var classes = new Browser().get("probe/classes").body();

        assertTrue(classes.matches("(?s).*location=.*/WEB-INF/lib/sidetrack-[^/]*\\.jar(/|!/)?\n.*"), classes);
    }

    @Test
    void war_itsLibraries_areTheOneJar() throws IOException {
        var libraries = entries(Files.newInputStream(WAR)).stream()
                .filter(name -> name.startsWith("WEB-INF/lib/") && !name.endsWith("/"))
                .toList();

        assertEquals(
                1,
                libraries.stream()
                        .filter(name -> name.matches("WEB-INF/lib/sidetrack-[^/]+\\.jar"))
                        .count(),
                libraries::toString);
        // For a server without JMS the war brings the client of a broker along.
        var withClient = WAR.getFileName().toString().endsWith("-broker.war");
        assertEquals(
                withClient,
                libraries.stream().anyMatch(name -> name.contains("/artemis-jakarta-client-")),
                libraries::toString);
        assertTrue(withClient || libraries.size() == 1, libraries::toString);
    }

    @Test
    void war_itsClasses_areTheDemosOnly() throws IOException {
        var others = entries(Files.newInputStream(WAR)).stream()
                .filter(name -> name.endsWith(".class") && !name.startsWith("WEB-INF/classes/dev/sidetrack/demo/"))
                .toList();

        assertEquals(List.of(), others);
    }

    @Test
    void jar_itsClasses_areTheLibrarysOnly() throws IOException {
        var classes = entries(new ByteArrayInputStream(library())).stream()
                .filter(name -> name.endsWith(".class"))
                .toList();

        assertTrue(classes.contains("dev/sidetrack/Hit.class"), classes::toString);
        var others = classes.stream()
                .filter(name -> !name.startsWith("dev/sidetrack/") || name.matches(".*(Test|IT|demo/.*|it/.*)\\.class"))
                .toList();
        assertEquals(List.of(), others);
    }

    private static byte[] library() throws IOException {
        try (var war = new ZipFile(WAR.toFile())) {
            var jar = war.stream()
                    .filter(entry -> entry.getName().startsWith("WEB-INF/lib/sidetrack-"))
                    .findFirst()
                    .orElseThrow();
            return war.getInputStream(jar).readAllBytes();
        }
    }

    private static List<String> entries(InputStream archive) throws IOException {
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(archive)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
