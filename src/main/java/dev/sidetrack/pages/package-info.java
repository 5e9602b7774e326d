// SPDX-License-Identifier: Apache-2.0
/**
 * The statistics pages at {@code <context>/sidetrack/stats}: the page and its lists, live hits, dead letters, and the
 * same numbers as JSON and CSV. {@link dev.sidetrack.pages.Pages} takes a request from the filter, asks {@code Access}
 * who sent it (nobody has access unless a setting grants it), and dispatches it.
 *
 * <p>A {@code View} is the query in an address; {@code Overview} queries {@link dev.sidetrack.stats.Stats} and prepares
 * what the templates in {@code src/main/jte} show. All HTML is in these templates, which escape by context, because
 * everything on the page comes from strangers.
 *
 * <p>Internal; the addresses and the JSON stay as they are documented.
 */
package dev.sidetrack.pages;
