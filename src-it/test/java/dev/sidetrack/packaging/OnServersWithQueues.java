// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Of tests that run, as do those of subclasses, where a server makes the queues of any application by itself. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@EnabledIfSystemProperty(
        named = "it.server",
        matches = "wildfly|payara-server|payara7|glassfish",
        disabledReason =
                "embedded Payara is Payara 6, Liberty wants the queues of each application in its server.xml, the others have none")
@interface OnServersWithQueues {}
