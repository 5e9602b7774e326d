// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** A web application no longer serves requests. */
public record ServingEnded() {}
