// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes form fields in the order of the calls, leaving out those that are {@code null}. */
final class FormWriter {

    private final StringBuilder text = new StringBuilder(512);

    FormWriter field(String name, Object value) {
        if (value != null) {
            text.append(text.isEmpty() ? "" : "&").append(name).append('=');
            text.append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
