// SPDX-License-Identifier: Apache-2.0
/**
 * Applications as they are packaged: the same small probe ({@code app}) as a war, in EARs, twice on one server, and
 * with odd descriptors. {@link dev.sidetrack.packaging.PackagingIT} says what must work, its subclasses how the probe
 * is packed by {@link dev.sidetrack.packaging.Probe}. The server is one of {@link dev.sidetrack.server}'s, with the
 * demo shop as a neighbour.
 */
package dev.sidetrack.packaging;
