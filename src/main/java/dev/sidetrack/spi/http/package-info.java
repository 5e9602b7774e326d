// SPDX-License-Identifier: Apache-2.0
/**
 * How providers speak HTTP: a {@link dev.sidetrack.spi.http.HttpPost} goes by the one
 * {@link dev.sidetrack.spi.http.HttpSender}, whose {@link dev.sidetrack.spi.http.HttpReply} says the
 * {@link dev.sidetrack.spi.Outcome}. For providers of other makers as for our own;
 * {@link dev.sidetrack.json.JsonWriter} writes bodies.
 */
package dev.sidetrack.spi.http;
