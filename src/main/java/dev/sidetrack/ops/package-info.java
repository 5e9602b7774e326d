// SPDX-License-Identifier: Apache-2.0
/**
 * For operators: the MBean ({@link dev.sidetrack.ops.SidetrackMXBean}), MicroProfile Health and OpenTelemetry metrics.
 * On servers without the last two, their classes are never loaded.
 *
 * <p>Internal; the MBean, checks and metrics keep their names.
 */
package dev.sidetrack.ops;
