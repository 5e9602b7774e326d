// SPDX-License-Identifier: Apache-2.0
/**
 * JSON as fast as the way of a hit needs it: {@link dev.sidetrack.json.HitJson} for hits,
 * {@link dev.sidetrack.json.JsonWriter} for what providers send, {@link dev.sidetrack.json.JsonReader} for what they
 * answer.
 *
 * <p>Internal, but for {@link dev.sidetrack.json.JsonWriter}, by which providers write what they send.
 */
package dev.sidetrack.json;
