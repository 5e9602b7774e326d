// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** The kinds of programs that request pages, as in the list of bots. */
public enum BotKind {
    /** Crawlers of search engines. */
    SEARCH_ENGINE,
    /** Crawlers of tools for search engine optimization. */
    SEO,
    /** Monitors that check whether a site is up. */
    MONITORING,
    /** Health checks that test whether a node is up: load balancers, orchestrators, probes. */
    HEALTH_CHECK,
    /** Vulnerability scanners. */
    SCANNER,
    /** Crawlers of advertisers. */
    ADVERTISING,
    /** Fetchers of link previews. */
    SOCIAL_PREVIEW,
    /** Feed readers. */
    FEED_READER,
    /** Crawlers that collect texts for language models. */
    AI_CRAWLER,
    /** Crawlers of archives. */
    ARCHIVER,
    /** Crawlers of researchers. */
    ACADEMIC,
    /** HTTP libraries such as curl; clients of an API look the same. */
    HTTP_LIBRARY,
    /** Headless browsers; your own tests look the same. */
    BROWSER_AUTOMATION
}
