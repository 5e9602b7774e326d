// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Shared;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The style sheet and the script, read and compressed once. Their names contain a hash of their content, so that
 * browsers may cache them forever.
 */
@Shared
class StaticFiles {

    private static final int HASH_KEPT = 12;

    private final Map<String, File> files = new HashMap<>();
    private final String style;
    private final String script;

    StaticFiles() throws IOException {
        style = add("stats", "css", "text/css;charset=UTF-8");
        script = add("stats", "js", "text/javascript;charset=UTF-8");
    }

    String style() {
        return style;
    }

    String script() {
        return script;
    }

    /** Writes the file with this name; {@code false} if there is none. */
    boolean serve(String name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var file = files.get(name);
        if (file == null) {
            return false;
        }
        var answer = new Answer(request, response);
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        response.setHeader("Vary", "Accept-Encoding");
        response.setContentType(file.type());
        if (Answer.acceptsGzip(request)) {
            response.setHeader("Content-Encoding", "gzip");
        }
        answer.bytes(Answer.acceptsGzip(request) ? file.packed() : file.plain());
        return true;
    }

    private String add(String name, String ending, String type) throws IOException {
        try (var in = StaticFiles.class.getResourceAsStream(name + '.' + ending)) {
            var plain = in.readAllBytes();
            var hash = Access.sha256(new String(plain, StandardCharsets.UTF_8)).substring(0, HASH_KEPT);
            var whole = name + '-' + hash + '.' + ending;
            files.put(whole, new File(type, plain, Answer.gzip(plain)));
            return whole;
        }
    }

    private record File(String type, byte[] plain, byte[] packed) {}
}
