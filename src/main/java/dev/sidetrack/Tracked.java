// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Tracks calls of a method: as a page view or, with a name, as an event. Put it on a method or a class of any CDI bean,
 * including Jakarta REST resources.
 *
 * <pre>{@code
 * @GET @Tracked                                   // a page view, even though the answer is JSON
 * public List<Product> products() { … }
 *
 * @Tracked(value = "order-placed", category = "shop")
 * public Order place(@TrackedProperty("sku") String sku, int quantity) { … }
 * }</pre>
 *
 * <p>The hit is made when the method has returned, its {@code CompletionStage} has completed normally, or its
 * {@code AsyncResponse} has been resumed, and the request has not failed: an event counts below status 400, so that a
 * method which redirects counts too, a view when the response is 2xx. A method that throws makes no hit.
 *
 * <p>On a page, events count in addition to its view. If the response is not a page, they count alone, and their page
 * is the one the visitor came from ({@code Referer}) if that is on the same site. Calls without a name make one view
 * per request, however many there are. Each call with a name is an event, but a getter (no parameters, a return value)
 * counts once per request, because pages call it repeatedly. Outside a request (a timer, a message-driven bean) the
 * call makes an event without a visitor, named {@code Class.method} if it has no name. Work that a request hands to
 * another thread is outside the request: annotate the method that the request itself calls.
 */
@Documented
@Inherited
@InterceptorBinding
@Retention(RUNTIME)
@Target({METHOD, TYPE})
public @interface Tracked {

    /** {@return the event's name, as {@link TrackedEvent#name()}} Default: empty, which makes a page view. */
    @Nonbinding
    String value() default "";

    /** {@return the event's category, such as {@code "shop"}} Default: none. */
    @Nonbinding
    String category() default "";

    /** {@return the event's label} Default: none. */
    @Nonbinding
    String label() default "";

    /** {@return the title of the page view, or of the page the event happened on} Default: the page's own. */
    @Nonbinding
    String title() default "";

    /**
     * {@return whether the event is on the queue when the method returns, sent in the caller's JTA transaction where
     * there is one: an order and its hit commit or roll back together} Needs a name; the response's status no longer
     * matters. Default: no, the hit is buffered in memory, where a crash may lose it.
     */
    @Nonbinding
    boolean durable() default false;

    /** {@return what happens if the queue rejects a durable event} Default: it is buffered in memory like others. */
    @Nonbinding
    OnFailure onFailure() default OnFailure.BUFFER;
}
