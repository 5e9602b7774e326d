// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/**
 * Who has signed in, told as a CDI event for the hits of the current request; {@link Tracker#identify(String)} fires
 * it.
 *
 * @param userId the application's own id of the person, never a name or an e-mail address
 */
public record VisitorIdentified(String userId) {}
