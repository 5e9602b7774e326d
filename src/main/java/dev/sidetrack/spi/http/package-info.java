// SPDX-License-Identifier: Apache-2.0
/**
 * HTTP for providers, third parties' and our own: {@link dev.sidetrack.spi.http.HttpSender} sends a
 * {@link dev.sidetrack.spi.http.HttpPost}, and the {@link dev.sidetrack.spi.http.HttpReply} determines the
 * {@link dev.sidetrack.spi.Outcome}; {@link dev.sidetrack.json.JsonWriter} writes bodies.
 */
package dev.sidetrack.spi.http;
