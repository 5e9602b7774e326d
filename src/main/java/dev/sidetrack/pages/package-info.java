// SPDX-License-Identifier: Apache-2.0
/**
 * What the owner of a site looks at, at {@code <context>/sidetrack/stats}: the page and its lists, the hits as they
 * happen, the dead letters, and the same numbers as JSON and CSV. {@link dev.sidetrack.pages.Pages} takes a request
 * from the filter, has {@code Access} tell who asks (nobody may look unless a setting says so), and leads it to its
 * answer.
 *
 * <p>A {@code View} is what an address asks for; {@code Overview} asks {@link dev.sidetrack.stats.Stats} and makes what
 * the templates in {@code src/main/jte} show. All HTML is in these templates, which escape by context: everything on
 * the page came from strangers.
 *
 * <p>Internal; the addresses and the JSON stay as they are documented.
 */
package dev.sidetrack.pages;
