// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Of tests that run, as do those of subclasses, on servers that keep hits and deploy any application. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@EnabledIfSystemProperty(
        named = "it.server",
        matches = "wildfly.*|payara-server|payara7|glassfish.*|liberty",
        disabledReason =
                "embedded Payara is Payara 6, Payara Micro deploys one war, and a broker outside wants its client in each")
@interface OnServersWithQueues {}
