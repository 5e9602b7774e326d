// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/**
 * docker/compose.yaml as Compose sees it, with aliases and variables filled in.
 *
 * @param model all of it
 */
record Compose(Map<String, Object> model) {

    static final Path FOLDER = Path.of("docker");
    /** A name, and what stands for its value: {@code :-} a default, {@code :?} a complaint. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::([-?])([^}]*))?}");

    /** With these variables; the others have their defaults, and those that have none their complaints. */
    static Compose with(Map<String, String> variables) throws IOException {
        return new Compose(new Yaml().load(VARIABLE.matcher(text()).replaceAll(found -> value(found, variables))));
    }

    private static String value(MatchResult found, Map<String, String> variables) {
        return variables.getOrDefault(found.group(1), found.group(3) == null ? "" : found.group(3));
    }

    /** The variables that the file uses, each with its default, or {@code null} where Compose asks for it. */
    static List<String[]> variables() throws IOException {
        return VARIABLE.matcher(text())
                .results()
                .map(found ->
                        new String[] {found.group(1), "-".equals(found.group(2)) ? found.group(3) : null, found.group(2)
                        })
                .toList();
    }

    static String text() throws IOException {
        return Files.readString(FOLDER.resolve("compose.yaml"));
    }

    @SuppressWarnings("unchecked")
    Map<String, Map<String, Object>> services() {
        return (Map<String, Map<String, Object>>) model.get("services");
    }

    Map<String, Object> service(String name) {
        return services().get(name);
    }

    @SuppressWarnings("unchecked")
    static Map<String, String> environment(Map<String, Object> service) {
        return (Map<String, String>) service.getOrDefault("environment", Map.of());
    }

    /** A list of texts, such as ports or volumes. */
    @SuppressWarnings("unchecked")
    static List<String> list(Map<String, Object> service, String key) {
        return (List<String>) service.getOrDefault(key, List.of());
    }

    /** The Dockerfile that a service is built by, or {@code null}. */
    static Dockerfile dockerfile(Map<String, Object> service) {
        if (service.get("build") instanceof Map<?, ?> build) {
            return Dockerfile.of(Path.of((String) build.get("dockerfile"))
                    .getParent()
                    .getFileName()
                    .toString());
        }
        return service.get("build") == null ? null : Dockerfile.of((String) service.get("build"));
    }
}
