// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** Whether trouble makes the readiness check fail ({@code sidetrack.health.readiness}). */
public enum Readiness {
    /** Reports it in its data and stays up, so that no balancer drops a node for it. */
    REPORT,
    /** Goes down. */
    FAIL
}
