// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Makes a parameter of a {@link Tracked} method a property of the event: {@code place(@TrackedProperty("sku") String sku)}.
 * Numbers and booleans stay what they are, anything else becomes its {@code toString()}; {@code null} is left out.
 */
@Documented
@Retention(RUNTIME)
@Target(PARAMETER)
public @interface TrackedProperty {

    /** The property's name. Default: the parameter's own name, for classes compiled with {@code -parameters}. */
    String value() default "";
}
