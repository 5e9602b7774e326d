// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/**
 * A web application is about to serve requests; fired on its own thread, with its names and resources. CDI's own events
 * of an application do not reach a jar in an EAR's {@code lib}, or come where nothing can be looked up. Never fired
 * where Sidetrack is switched off: who observes it need not ask.
 *
 * @param version the version of the application, as its manifest says, or {@code null}
 * @param contextPath where it serves, as in {@code /shop}; empty at the root of its host
 */
public record ServingStarted(String version, String contextPath) {}
