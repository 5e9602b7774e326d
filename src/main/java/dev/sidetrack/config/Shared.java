// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * A bean with a single instance, shared by all threads. Unlike an {@code @ApplicationScoped} bean it has no proxy, so
 * its fields can be final and calls cost nothing extra on the hot path.
 */
@Stereotype
@Singleton
@Retention(RUNTIME)
@Target(TYPE)
public @interface Shared {}
