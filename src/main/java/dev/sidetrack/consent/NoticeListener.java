// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import jakarta.faces.FactoryFinder;
import jakarta.faces.application.ApplicationFactory;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PreRenderViewEvent;
import jakarta.faces.event.SystemEventListener;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Adds the notice to the messages of a new visitor's first page, just before it is rendered.
 *
 * <p>Behind a proxy, and not in {@code faces-config.xml}: GlassFish and Payara start Faces in every war with a class
 * that implements a type of Faces or has one in a signature, even one without Faces pages.
 */
public final class NoticeListener implements InvocationHandler {

    private NoticeListener() {}

    /** Listens to the pages of an application in which Faces has started. */
    public static void listen() {
        var factory = (ApplicationFactory) FactoryFinder.getFactory(FactoryFinder.APPLICATION_FACTORY);
        var listener = Proxy.newProxyInstance(
                NoticeListener.class.getClassLoader(),
                new Class<?>[] {SystemEventListener.class},
                new NoticeListener());
        factory.getApplication().subscribeToEvent(PreRenderViewEvent.class, (SystemEventListener) listener);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "isListenerForSource" -> true;
            case "processEvent" -> {
                tell();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> hashCode();
            default -> toString();
        };
    }

    private static void tell() {
        var visit = PageVisit.current();
        var notice = visit == null ? null : visit.notice();
        if (notice != null && !notice.isQuestion()) {
            FacesContext.getCurrentInstance().addMessage(null, new NoticeMessage(notice));
        }
    }
}
