// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/**
 * A web application is about to serve requests; fired on a thread of the application, with its JNDI context. CDI's own
 * events do not reach a jar in an EAR's {@code lib}, or come when nothing can be looked up. Never fired if Sidetrack is
 * switched off, so observers need not check.
 *
 * @param version the version in the application's manifest, or {@code null}
 * @param contextPath the context path, such as {@code /shop}; empty for the root
 */
public record ServingStarted(String version, String contextPath) {}
