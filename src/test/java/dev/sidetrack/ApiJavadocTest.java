// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic.Kind;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that is public in the API has javadoc, with a tag for each parameter, result and exception. The build itself asks
 * all classes for less: each sentence that there is must be right.
 */
class ApiJavadocTest {

    private static final Path LIBRARY = Path.of("src/main/java/dev/sidetrack");

    @TempDir
    Path classes;

    @Test
    void api_allThatIsPublic_hasWholeJavadoc() throws IOException {
        try (var files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            assertThat(complaints(files.getJavaFileObjectsFromPaths(api()))).isEmpty();
        }
    }

    @Test
    void complaints_ofWhatIsNotTold_nameEach() {
        var source = "/** Told. */ public class Told { /** {@return it} */ public int some(int of) { return of; } }";
        var file = new SimpleJavaFileObject(URI.create("string:///Told.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        assertThat(complaints(List.of(file))).containsExactly("Told.java:1: no @param for of");
    }

    /** What the compiler says of their javadoc. */
    private List<String> complaints(Iterable<? extends JavaFileObject> sources) {
        var heard = new DiagnosticCollector<JavaFileObject>();
        var options = new ArrayList<>(SamplesTest.optionsInto(classes));
        options.addAll(List.of("-Xdoclint:all/protected", "-Xmaxwarns", "1000"));
        ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, heard, options, null, sources)
                .call();
        return heard.getDiagnostics().stream()
                .filter(each -> each.getKind() == Kind.WARNING || each.getKind() == Kind.ERROR)
                .map(each -> Path.of(each.getSource().getName()).getFileName() + ":" + each.getLineNumber() + ": "
                        + each.getMessage(null))
                .toList();
    }

    /** The packages that are API, and the types of others that CONTRIBUTING.md names. */
    private static List<Path> api() throws IOException {
        var api = new ArrayList<Path>();
        SamplesTest.API_OF_OTHERS.forEach((inPackage, names) ->
                names.forEach(name -> api.add(LIBRARY.resolve(inPackage).resolve(name + ".java"))));
        for (var name : SamplesTest.API_PACKAGES) {
            try (var files = Files.list(folder(name))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(api::add);
            }
        }
        return api;
    }

    private static Path folder(String name) {
        var sources = name.equals("dev.sidetrack.testing") ? "src/testing/java" : "src/main/java";
        return Path.of(sources, name.split("\\."));
    }
}
