// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/**
 * A visitor asked to be forgotten: fired as a CDI event once the cookies are removed, so that everything that stores
 * hits can erase them.
 *
 * @param clientId the id that the visitor had
 */
public record VisitorForgotten(String clientId) {}
