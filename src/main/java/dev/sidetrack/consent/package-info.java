// SPDX-License-Identifier: Apache-2.0
/**
 * Consent, from the question to the answer.
 *
 * <ol>
 *   <li>{@link dev.sidetrack.consent.ConsentCookie} stores the choice, {@link dev.sidetrack.consent.Signals} are sent
 *       by the browser, and {@link dev.sidetrack.consent.Permissions} derive a {@link dev.sidetrack.consent.Permission}
 *       from both.
 *   <li>{@link dev.sidetrack.consent.Notices} determine who is informed or asked; pages show the
 *       {@link dev.sidetrack.consent.Notice} with {@code <st:notice/>} or read it as {@code #{sidetrack.notice}} from
 *       {@link dev.sidetrack.consent.CurrentVisitor}.
 *   <li>The answer comes from a button on the page to the {@link dev.sidetrack.consent.ConsentEndpoint}, or from the
 *       application; {@code ConsentTracking} stores it and notifies observers.
 * </ol>
 *
 * <p>The only package that uses Faces; applications without Faces never load those classes.
 *
 * <p>Internal; pages may rely on the properties of the bean {@code #{sidetrack}}
 * ({@link dev.sidetrack.consent.CurrentVisitor}) and of its {@link dev.sidetrack.consent.Notice}.
 */
package dev.sidetrack.consent;
