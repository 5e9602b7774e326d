// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Of tests that run, as do those of subclasses, where a server is a process of its own that has queues of its own. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@EnabledIfSystemProperty(
        named = "it.server",
        matches = "wildfly|payara-server|payara7|liberty|glassfish",
        disabledReason = "embedded Payara is Payara 6, and the others have no queues of their own")
@interface OnServersWithQueues {}
