// SPDX-License-Identifier: Apache-2.0
/**
 * What operators see: the MBean ({@link dev.sidetrack.ops.SidetrackMXBean}), MicroProfile Health and OpenTelemetry
 * metrics. The last two only where the server has them; on others their classes are never loaded.
 *
 * <p>Internal; the MBean, checks and metrics keep their names.
 */
package dev.sidetrack.ops;
