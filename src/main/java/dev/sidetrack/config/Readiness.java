// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** Whether problems make the readiness check fail ({@code sidetrack.health.readiness}). */
public enum Readiness {
    /** Problems are reported in its data; it stays up, so that no load balancer removes the node. */
    REPORT,
    /** Problems make it fail. */
    FAIL
}
