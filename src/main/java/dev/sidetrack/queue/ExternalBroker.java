// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The {@link QueueAccess} that goes to a broker outside the server. */
@Qualifier
@Retention(RUNTIME)
@Target({TYPE, PARAMETER})
public @interface ExternalBroker {}
