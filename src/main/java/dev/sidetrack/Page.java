// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/**
 * The page, or the address of an API, that a hit happened on.
 *
 * @param scheme {@code http} or {@code https}, or {@code null} outside a request
 * @param host host name without port, or {@code null} if none is known
 * @param path path with the context root, without query string and path parameters; {@code null} outside a request
 * @param title title as the visitor reads it, or {@code null}
 * @param referrer where the visitor came from: origin and path, never its query string; {@code null} if not sent
 * @param query the parameters that {@code sidetrack.query-parameters} lets through, such as {@code id=3}, or {@code null}
 */
public record Page(String scheme, String host, String path, String title, String referrer, String query) {

    /** A page without query parameters. */
    public Page(String scheme, String host, String path, String title, String referrer) {
        this(scheme, host, path, title, referrer, null);
    }

    /** The path with the query, such as {@code /products?id=3}; {@code null} if the path is not known. */
    public String pathAndQuery() {
        return path == null || query == null ? path : path + '?' + query;
    }

    /** The whole address, such as {@code https://shop.example/products}; {@code null} if host or path is not known. */
    public String url() {
        return host == null || path == null ? null : (scheme == null ? "https" : scheme) + "://" + host + pathAndQuery();
    }
}
