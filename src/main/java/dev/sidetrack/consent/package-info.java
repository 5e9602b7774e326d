// SPDX-License-Identifier: Apache-2.0
/**
 * What a visitor has said about being measured, from the question to the answer.
 *
 * <ol>
 *   <li>{@link dev.sidetrack.consent.ConsentCookie} keeps the choice, {@link dev.sidetrack.consent.Signals} are what
 *       the browser says by itself, and {@link dev.sidetrack.consent.Permissions} make a
 *       {@link dev.sidetrack.consent.Permission} of both.
 *   <li>{@link dev.sidetrack.consent.Notices} know who is told or asked; pages show the
 *       {@link dev.sidetrack.consent.Notice} by {@code <st:notice/>} or read it as {@code #{sidetrack.notice}} from
 *       {@link dev.sidetrack.consent.CurrentVisitor}.
 *   <li>The answer comes to the {@link dev.sidetrack.consent.ConsentEndpoint}, from a button of the page, or from the
 *       application; {@code ConsentTracking} keeps it and tells who observes.
 * </ol>
 *
 * <p>The only package that knows Faces; applications without Faces never load those classes.
 *
 * <p>Internal; pages may rely on the properties of the bean {@code #{sidetrack}}
 * ({@link dev.sidetrack.consent.CurrentVisitor}) and of its {@link dev.sidetrack.consent.Notice}.
 */
package dev.sidetrack.consent;
