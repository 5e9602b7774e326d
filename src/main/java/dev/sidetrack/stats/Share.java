// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import java.time.Instant;

/**
 * Access for whoever has a link to the numbers of one site, for a limited time.
 *
 * @param hash the SHA-256 of the link's token, in hexadecimal
 * @param site the site's key, empty for the default site
 * @param created when it was created
 * @param until when it expires
 */
public record Share(String hash, String site, Instant created, Instant until) {}
