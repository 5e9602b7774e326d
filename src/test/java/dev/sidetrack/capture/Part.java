// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A part of a large interface, for tests: a call of a method that the part does not have fails. */
final class Part {

    private Part() {}

    static <T> T of(Class<T> type, Object part) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().equals("equals")
                        ? (Object) (proxy == arguments[0])
                        : call(part, method, arguments)));
    }

    private static Object call(Object part, Method method, Object[] arguments) throws Throwable {
        try {
            var own = part.getClass().getMethod(method.getName(), method.getParameterTypes());
            own.setAccessible(true);
            return own.invoke(part, arguments);
        } catch (NoSuchMethodException missing) {
            throw new UnsupportedOperationException(part.getClass().getSimpleName() + " has no " + method);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
