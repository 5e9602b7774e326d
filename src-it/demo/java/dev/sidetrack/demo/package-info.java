// SPDX-License-Identifier: Apache-2.0
/**
 * Fjord &amp; Field, a small shop that shows Sidetrack at work: pages ({@code webapp}), a REST API below {@code /api},
 * and in {@code probe} what only the container tests call.
 */
// JSON-B knows records only from the fields: the Yasson in Payara embedded takes a record for an empty bean.
@JsonbVisibility(FieldsAsJson.class)
package dev.sidetrack.demo;

import jakarta.json.bind.annotation.JsonbVisibility;
