// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request to a provider. Its URL's query may hold a secret, so nothing prints it.
 *
 * @param url where it goes
 * @param contentType what the body is
 * @param body the body
 * @param headers further headers
 */
public record HttpPost(URI url, String contentType, byte[] body, Map<String, String> headers) {

    /** A JSON body. */
    public static HttpPost json(URI url, String json) {
        return new HttpPost(url, "application/json; charset=utf-8", json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** A body of form fields, or of several lines of them. */
    public static HttpPost form(URI url, String form) {
        return new HttpPost(url, "application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** This request with a header more. */
    public HttpPost header(String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return new HttpPost(url, contentType, body, more);
    }

    /** The address without its query. */
    public String destination() {
        return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }

    @Override
    public String toString() {
        return "POST " + destination();
    }
}
