// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** The kinds of programs that ask for pages, as the list of bots sorts them. */
public enum BotKind {
    /** Of search engines. */
    SEARCH_ENGINE,
    /** Of tools for search engine optimisation. */
    SEO,
    /** Ask whether a site is up. */
    MONITORING,
    /** Ask whether a node is up: load balancers, orchestrators, probes. */
    HEALTH_CHECK,
    /** Look for weaknesses. */
    SCANNER,
    /** Of advertisers. */
    ADVERTISING,
    /** Make previews of links. */
    SOCIAL_PREVIEW,
    /** Readers of feeds. */
    FEED_READER,
    /** Collect texts for language models. */
    AI_CRAWLER,
    /** Of archives. */
    ARCHIVER,
    /** Of researchers. */
    ACADEMIC,
    /** Libraries such as curl, which is also how clients of an API look. */
    HTTP_LIBRARY,
    /** Browsers without a window, which is also how one's own tests look. */
    BROWSER_AUTOMATION
}
