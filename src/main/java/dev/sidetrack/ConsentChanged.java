// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/**
 * A visitor has made a choice; fired as a CDI event once it is kept.
 *
 * <pre>{@code void changed(@Observes ConsentChanged change) { audit.log(change.consent()); }}</pre>
 *
 * @param consent what the visitor says now
 */
public record ConsentChanged(Consent consent) {}
