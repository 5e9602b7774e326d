// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The instructions of one of our Dockerfiles, in order.
 *
 * @param folder below docker/
 */
record Dockerfile(String folder, List<Instruction> instructions) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ASSIGNED = Pattern.compile("(\\w+)=(\"[^\"]*\"|\\S+)");

    /** One of them, on one line. */
    record Instruction(String name, String text) {}

    static List<Dockerfile> all() {
        try (var folders = Files.list(Path.of("docker"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("Dockerfile")))
                    .sorted()
                    .map(folder -> of(folder.getFileName().toString()))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Dockerfile of(String folder) {
        try (var lines = Files.lines(Path.of("docker", folder, "Dockerfile"))) {
            var instructions = new ArrayList<Instruction>();
            var begun = new StringBuilder();
            lines.filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                    .forEach(line -> {
                        begun.append(line.endsWith("\\") ? line.substring(0, line.length() - 1) : line)
                                .append(' ');
                        if (!line.endsWith("\\")) {
                            var whole = begun.toString().strip().split("\\s+", 2);
                            instructions.add(new Instruction(whole[0], whole[1]));
                            begun.setLength(0);
                        }
                    });
            return new Dockerfile(folder, instructions);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether it is an application server's, and not that of the recording provider. */
    boolean isServer() {
        return !folder.equals("provider");
    }

    /** What follows each instruction of this name. */
    List<String> texts(String name) {
        return instructions.stream()
                .filter(each -> each.name().equals(name))
                .map(Instruction::text)
                .toList();
    }

    String only(String name) {
        var texts = texts(name);
        if (texts.size() != 1) {
            throw new AssertionError(this.folder + ": " + name + " " + texts);
        }
        return texts.get(0);
    }

    /** The defaults of its build arguments. */
    Map<String, String> arguments() {
        return assigned("ARG");
    }

    /** What it sets in the environment. */
    Map<String, String> environment() {
        return assigned("ENV");
    }

    /** Where it copies from, below the build's context; patterns as they are. */
    Stream<String> sources() {
        return texts("COPY").stream()
                .map(text -> text.replaceAll("--\\S+\\s+", ""))
                .flatMap(text -> Stream.of(text.split("\\s+")).limit(text.split("\\s+").length - 1L))
                .map(this::resolved);
    }

    /** The command of its health check: of a shell or by itself. */
    List<String> healthCheck() {
        var text = only("HEALTHCHECK");
        var command = text.substring(text.indexOf("CMD ") + 4).strip();
        return command.startsWith("[") ? array(command) : List.of("sh", "-c", command);
    }

    /** The words of a command in exec form. */
    static List<String> array(String text) {
        return QUOTED.matcher(text)
                .results()
                .map(word -> word.group(1).replace("\\\\", "\\").replace("\\\"", "\""))
                .toList();
    }

    private String resolved(String text) {
        return VARIABLE.matcher(text).replaceAll(variable -> arguments().get(variable.group(1)));
    }

    private Map<String, String> assigned(String name) {
        var values = new LinkedHashMap<String, String>();
        texts(name)
                .forEach(text -> ASSIGNED.matcher(text)
                        .results()
                        .forEach(found ->
                                values.put(found.group(1), found.group(2).replace("\"", ""))));
        return values;
    }
}
