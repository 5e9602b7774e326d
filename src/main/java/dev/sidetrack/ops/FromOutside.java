// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Asks on behalf of threads that are none of the application's, such as those of JMX: they have no context class
 * loader, by which some servers (Payara) find the application's beans, or that of somebody else.
 */
final class FromOutside implements InvocationHandler {

    private final SidetrackMXBean numbers;
    private final ClassLoader application;

    private FromOutside(SidetrackMXBean numbers, ClassLoader application) {
        this.numbers = numbers;
        this.application = application;
    }

    /** These numbers for anybody; to be called by a thread of the application's. */
    static SidetrackMXBean of(SidetrackMXBean numbers) {
        var handler = new FromOutside(numbers, Thread.currentThread().getContextClassLoader());
        return (SidetrackMXBean) Proxy.newProxyInstance(
                FromOutside.class.getClassLoader(), new Class<?>[] {SidetrackMXBean.class}, handler);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            return method.invoke(numbers, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
