package dev.sidetrack.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Of tests that run, as do those of subclasses, where the server has H2 and a data source that outlives it. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@DisabledIfSystemProperty(
        named = "it.server",
        matches = "glassfish.*|liberty|micro",
        disabledReason = "Liberty has no data source, GlassFish's is Derby, and Payara Micro's forgets")
@interface OnServersWithDatabase {}
