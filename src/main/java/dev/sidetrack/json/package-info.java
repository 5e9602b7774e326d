// SPDX-License-Identifier: Apache-2.0
/**
 * Fast JSON for the hot path: {@link dev.sidetrack.json.HitJson} for hits, {@link dev.sidetrack.json.JsonWriter} for
 * what providers send, {@link dev.sidetrack.json.JsonReader} for what they answer.
 *
 * <p>Internal, but for {@link dev.sidetrack.json.JsonWriter}, with which providers write request bodies.
 */
package dev.sidetrack.json;
