// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/**
 * A visitor wants to be forgotten: fired as a CDI event once the cookies are removed, for whatever keeps hits to erase
 * by. Not for cookieless ids, of which each may be several visitors'.
 *
 * @param clientId the id that the visitor had
 */
public record VisitorForgotten(String clientId) {}
