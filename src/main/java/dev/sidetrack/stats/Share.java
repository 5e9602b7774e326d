// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import java.time.Instant;

/**
 * That whoever has a link may see the numbers of one site, for a while.
 *
 * @param hash the SHA-256 of the link's token, in hexadecimal
 * @param site the site's key, empty for the default site
 * @param created when it was made
 * @param until when it ends
 */
public record Share(String hash, String site, Instant created, Instant until) {}
