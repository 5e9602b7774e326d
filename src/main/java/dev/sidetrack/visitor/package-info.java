// SPDX-License-Identifier: Apache-2.0
/**
 * Who the visitor is: the {@link dev.sidetrack.visitor.VisitorCookie} with the id, the
 * {@link dev.sidetrack.visitor.SessionCookie} beside it, {@link dev.sidetrack.visitor.CookielessIds} where there is no
 * cookie, the {@link dev.sidetrack.visitor.UserIds} of signed-in users, and how much of the address a hit may carry
 * ({@link dev.sidetrack.visitor.ClientAddress}), after {@link dev.sidetrack.visitor.Countries} has looked up its
 * country.
 *
 * <p>Internal.
 */
package dev.sidetrack.visitor;
