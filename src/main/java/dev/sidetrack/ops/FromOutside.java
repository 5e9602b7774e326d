// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/**
 * Makes calls for threads that do not belong to the application, such as those of JMX. These lack its context class
 * loader, which some servers (Payara) need to find its beans, and its JNDI context ({@code java:comp}), which is needed
 * to find the queues; operations therefore run on one of the application's own threads.
 */
final class FromOutside implements InvocationHandler {

    private final SidetrackMXBean numbers;
    private final ClassLoader application;
    private final ExecutorService operations;

    private FromOutside(SidetrackMXBean numbers, ClassLoader application, ExecutorService operations) {
        this.numbers = numbers;
        this.application = application;
        this.operations = operations;
    }

    /** Makes these numbers available to any thread; to be called by a thread of the application. */
    static SidetrackMXBean of(SidetrackMXBean numbers, ExecutorService operations) {
        var handler = new FromOutside(numbers, Thread.currentThread().getContextClassLoader(), operations);
        return (SidetrackMXBean) Proxy.newProxyInstance(
                FromOutside.class.getClassLoader(), new Class<?>[] {SidetrackMXBean.class}, handler);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().startsWith("get")) {
            return asked(method, arguments);
        }
        try {
            return operations.submit(() -> asked(method, arguments)).get();
        } catch (ExecutionException failed) {
            throw failed.getCause();
        }
    }

    private Object asked(Method method, Object[] arguments) throws Exception {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            return method.invoke(numbers, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
