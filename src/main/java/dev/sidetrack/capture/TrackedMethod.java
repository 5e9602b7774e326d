// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.OnFailure;
import dev.sidetrack.Tracked;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.TrackedProperty;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;

/**
 * What {@code @Tracked} says about a method, read once.
 *
 * @param name the event's name, or {@code null} for a page view
 * @param fallbackName the name of an event outside any request
 * @param category the event's category, or {@code null}
 * @param label the event's label, or {@code null}
 * @param title the page's title, or {@code null}
 * @param properties the property name of each parameter, {@code null} for those without
 * @param isGetter whether it has a result and no parameters, so that a page may call it repeatedly while it is rendered
 * @param isDurable whether the event is sent before the method returns
 * @param onFailure what happens if it cannot be sent
 */
record TrackedMethod(
        String name,
        String fallbackName,
        String category,
        String label,
        String title,
        String[] properties,
        boolean isGetter,
        boolean isDurable,
        OnFailure onFailure) {

    static TrackedMethod of(Method method, Class<?> beanClass) {
        var ofMethod = tracked(method);
        var tracked = ofMethod == null ? ofClass(beanClass) : ofMethod;
        return new TrackedMethod(
                textOrNull(tracked.value()),
                method.getDeclaringClass().getSimpleName() + "." + method.getName(),
                textOrNull(tracked.category()),
                textOrNull(tracked.label()),
                textOrNull(tracked.title()),
                properties(method),
                method.getParameterCount() == 0 && method.getReturnType() != void.class,
                tracked.durable(),
                tracked.onFailure());
    }

    /** A successful call with these arguments. */
    TrackedCall call(Object[] arguments) {
        return new TrackedCall(name == null ? null : event(arguments), title, isGetter, false);
    }

    /** The event of this call, with a default name if it has none. */
    TrackedEvent event(Object[] arguments) {
        var event = TrackedEvent.named(name == null ? fallbackName : name)
                .category(category)
                .label(label);
        for (var i = 0; i < properties.length; i++) {
            if (properties[i] != null) {
                event = event.property(properties[i], arguments[i]);
            }
        }
        return event;
    }

    private static Tracked ofClass(Class<?> beanClass) {
        var tracked = tracked(beanClass);
        return tracked == null ? ofClass(beanClass.getSuperclass()) : tracked;
    }

    /** The {@code @Tracked} on it, or on a stereotype or another binding; {@code null} if there is none. */
    private static Tracked tracked(AnnotatedElement element) {
        var own = element.getAnnotation(Tracked.class);
        if (own != null) {
            return own;
        }
        for (var annotation : element.getAnnotations()) {
            var carried = annotation.annotationType().getAnnotation(Tracked.class);
            if (carried != null) {
                return carried;
            }
        }
        return null;
    }

    private static String[] properties(Method method) {
        var parameters = method.getParameters();
        var properties = new String[parameters.length];
        for (var i = 0; i < parameters.length; i++) {
            var property = parameters[i].getAnnotation(TrackedProperty.class);
            if (property != null) {
                properties[i] = property.value().isEmpty() ? parameters[i].getName() : property.value();
            }
        }
        return properties;
    }

    private static String textOrNull(String text) {
        return text.isBlank() ? null : text;
    }
}
