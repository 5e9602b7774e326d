// SPDX-License-Identifier: Apache-2.0
/**
 * Who the visitor is and what the visitor is told: the {@link dev.sidetrack.visitor.VisitorCookie} with the id, the {@link
 * dev.sidetrack.visitor.SessionCookie} beside it, how much of the address a hit may carry ({@link
 * dev.sidetrack.visitor.ClientAddress}), and the {@link dev.sidetrack.visitor.Notice}, which pages show by {@code
 * <st:notice/>} or read as {@code #{sidetrack.notice}} from {@link dev.sidetrack.visitor.CurrentVisitor}. The only package
 * that knows Faces; applications without Faces never load those classes.
 */
package dev.sidetrack.visitor;
