// SPDX-License-Identifier: Apache-2.0
/**
 * Real servers, brokers and providers that fail, hang and are killed while hits are under way. Every hit has a marker
 * of its own ({@link dev.sidetrack.fault.Load}); {@link dev.sidetrack.fault.Tally} compares those of requests that the
 * server has answered with those that {@link dev.sidetrack.fault.FaultyProvider} has accepted. Outages take seconds
 * here, and as long as in real life with {@code mvn verify -Pfaults}.
 */
package dev.sidetrack.fault;
