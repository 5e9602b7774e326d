// SPDX-License-Identifier: Apache-2.0
/**
 * Who the visitor is: the {@link dev.sidetrack.visitor.VisitorCookie} with the id, the
 * {@link dev.sidetrack.visitor.SessionCookie} beside it, {@link dev.sidetrack.visitor.CookielessIds} where there is no
 * cookie, the {@link dev.sidetrack.visitor.UserIds} of who has signed in, and how much of the address a hit may carry
 * ({@link dev.sidetrack.visitor.ClientAddress}), of which {@link dev.sidetrack.visitor.Countries} tells the country
 * before.
 *
 * <p>Internal.
 */
package dev.sidetrack.visitor;
