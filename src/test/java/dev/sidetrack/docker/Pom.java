// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the builds say, for comparison. */
final class Pom {

    private Pom() {}

    /** The first value of an element such as {@code wildfly.version}. */
    static String value(String element) throws IOException {
        return all(element).get(0);
    }

    /** The files below target/ that "mvn package" makes for images. */
    static List<String> wars() throws IOException {
        return all("finalName").stream().map(name -> "target/" + name + ".war").toList();
    }

    private static List<String> all(String element) throws IOException {
        var pattern = Pattern.compile("<" + Pattern.quote(element) + ">([^<]+)</");
        var found = new ArrayList<String>();
        for (var pom : List.of("pom.xml", "src-it/demo/pom.xml", "src-it/demo-broker/pom.xml")) {
            pattern.matcher(Files.readString(Path.of(pom))).results().forEach(value -> found.add(value.group(1)));
        }
        return found;
    }
}
