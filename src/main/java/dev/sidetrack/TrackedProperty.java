// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Makes a parameter of a {@link Tracked} method a property of the event: {@code place(@TrackedProperty("sku") String
 * sku)}. Its value is kept as {@link TrackedEvent} says: numbers, booleans, lists and maps stay what they are;
 * {@code null} is left out.
 */
@Documented
@Retention(RUNTIME)
@Target(PARAMETER)
public @interface TrackedProperty {

    /**
     * {@return the property's name} Default: the parameter's own name, for classes compiled with {@code -parameters}.
     */
    String value() default "";
}
