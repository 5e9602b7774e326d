// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.util.UUID;

/**
 * The page, or the address of an API, that a hit happened on.
 *
 * <pre>{@code hit.withPage(hit.page().withTitle("Blue mug"))}</pre>
 *
 * <p>The constructors are not API, since each new field changes them: {@link #builder()} makes a page, the {@code with}
 * methods make changed copies.
 *
 * @param scheme {@code http} or {@code https}, or {@code null} outside a request
 * @param host the host name without port, or {@code null} if it is unknown
 * @param port the port if it is not the scheme's own, else 0
 * @param path path with the context root, without query string and path parameters; {@code null} outside a request
 * @param title the title, or {@code null}
 * @param referrer where the visitor came from: origin and path, never its query string; {@code null} if not sent
 * @param query the parameters that {@code sidetrack.query-parameters} allows, such as {@code id=3}, or {@code null}
 * @param viewId the id of the page view that the hit belongs to, if it is not the hit itself; see {@link Hit#viewId()}
 */
public record Page(
        String scheme, String host, int port, String path, String title, String referrer, String query, UUID viewId) {

    /**
     * Takes plain texts only. Not API, like all constructors.
     *
     * @param scheme see {@link #scheme()}
     * @param host see {@link #host()}
     * @param port see {@link #port()}
     * @param path see {@link #path()}
     * @param title see {@link #title()}
     * @param referrer see {@link #referrer()}
     * @param query see {@link #query()}
     * @param viewId see {@link #viewId()}
     */
    public Page {
        scheme = Texts.plain(scheme);
        host = Texts.plain(host);
        path = Texts.plainUrl(path);
        title = Texts.plain(title);
        referrer = Texts.plainUrl(referrer);
        query = Texts.plainUrl(query);
    }

    /**
     * Not API, like all constructors.
     *
     * @param scheme see {@link #scheme()}
     * @param host see {@link #host()}
     * @param path see {@link #path()}
     * @param title see {@link #title()}
     * @param referrer see {@link #referrer()}
     * @param query see {@link #query()}
     */
    public Page(String scheme, String host, String path, String title, String referrer, String query) {
        this(scheme, host, 0, path, title, referrer, query, null);
    }

    /**
     * Not API, like all constructors.
     *
     * @param scheme see {@link #scheme()}
     * @param host see {@link #host()}
     * @param path see {@link #path()}
     * @param title see {@link #title()}
     * @param referrer see {@link #referrer()}
     */
    public Page(String scheme, String host, String path, String title, String referrer) {
        this(scheme, host, path, title, referrer, null);
    }

    /** {@return a builder with nothing set} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return this page with another scheme}
     *
     * @param scheme the copy's scheme
     */
    public Page withScheme(String scheme) {
        return copy().scheme(scheme).build();
    }

    /**
     * {@return this page on another host}
     *
     * @param host the copy's host
     */
    public Page withHost(String host) {
        return copy().host(host).build();
    }

    /**
     * {@return this page on another port; 0 for the scheme's own}
     *
     * @param port the copy's port
     */
    public Page withPort(int port) {
        return copy().port(port).build();
    }

    /**
     * {@return this page with another path}
     *
     * @param path the copy's path
     */
    public Page withPath(String path) {
        return copy().path(path).build();
    }

    /**
     * {@return this page with another title}
     *
     * @param title the copy's title
     */
    public Page withTitle(String title) {
        return copy().title(title).build();
    }

    /**
     * {@return this page with another referrer}
     *
     * @param referrer the copy's referrer
     */
    public Page withReferrer(String referrer) {
        return copy().referrer(referrer).build();
    }

    /**
     * {@return this page with other query parameters}
     *
     * @param query the copy's query
     */
    public Page withQuery(String query) {
        return copy().query(query).build();
    }

    /**
     * {@return this page with another view}
     *
     * @param viewId the copy's view id
     */
    public Page withViewId(UUID viewId) {
        return copy().viewId(viewId).build();
    }

    /** {@return the path with the query, such as {@code /products?id=3}; {@code null} if the path is unknown} */
    public String pathAndQuery() {
        return path == null || query == null ? path : path + '?' + query;
    }

    /**
     * {@return the whole address, such as {@code https://shop.example/products}; {@code null} if host or path is
     * unknown}
     */
    public String url() {
        return host == null || path == null ? null : origin() + pathAndQuery();
    }

    private String origin() {
        var origin = (scheme == null ? "https" : scheme) + "://" + host;
        return port == 0 ? origin : origin + ':' + port;
    }

    private Builder copy() {
        return new Builder()
                .scheme(scheme)
                .host(host)
                .port(port)
                .path(path)
                .title(title)
                .referrer(referrer)
                .query(query)
                .viewId(viewId);
    }

    /** Builds a page; what is not set is unknown. */
    public static final class Builder {
        private String scheme;
        private String host;
        private int port;
        private String path;
        private String title;
        private String referrer;
        private String query;
        private UUID viewId;

        private Builder() {}

        /**
         * Sets {@link Page#scheme()}.
         *
         * @param scheme the scheme
         * @return this builder
         */
        public Builder scheme(String scheme) {
            this.scheme = scheme;
            return this;
        }

        /**
         * Sets {@link Page#host()}.
         *
         * @param host the host
         * @return this builder
         */
        public Builder host(String host) {
            this.host = host;
            return this;
        }

        /**
         * Sets {@link Page#port()}.
         *
         * @param port the port
         * @return this builder
         */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * Sets {@link Page#path()}.
         *
         * @param path the path
         * @return this builder
         */
        public Builder path(String path) {
            this.path = path;
            return this;
        }

        /**
         * Sets {@link Page#title()}.
         *
         * @param title the title
         * @return this builder
         */
        public Builder title(String title) {
            this.title = title;
            return this;
        }

        /**
         * Sets {@link Page#referrer()}.
         *
         * @param referrer the referrer
         * @return this builder
         */
        public Builder referrer(String referrer) {
            this.referrer = referrer;
            return this;
        }

        /**
         * Sets {@link Page#query()}.
         *
         * @param query the query
         * @return this builder
         */
        public Builder query(String query) {
            this.query = query;
            return this;
        }

        /**
         * Sets {@link Page#viewId()}.
         *
         * @param viewId the view id
         * @return this builder
         */
        public Builder viewId(UUID viewId) {
            this.viewId = viewId;
            return this;
        }

        /** {@return the page} */
        public Page build() {
            return new Page(scheme, host, port, path, title, referrer, query, viewId);
        }
    }
}
