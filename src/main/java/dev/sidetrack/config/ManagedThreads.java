// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Threads of the server, with the JNDI context and class loader of the application that creates them. */
public final class ManagedThreads {

    private ManagedThreads() {}

    /**
     * Threads of the current thread's application (Jakarta Concurrency 3.0, section 3.4).
     *
     * @throws IllegalStateException if it belongs to none, or the server has no managed threads
     */
    public static ThreadFactory here() {
        try {
            return InitialContext.doLookup("java:comp/DefaultManagedThreadFactory");
        } catch (NamingException missing) {
            throw new IllegalStateException("the server has no managed threads", missing);
        }
    }

    /**
     * The same; on servers without managed threads, such as Tomcat, daemon threads with the class loader of the current
     * one.
     */
    public static ThreadFactory hereOrOwn() {
        try {
            return here();
        } catch (IllegalStateException none) {
            return ManagedThreads::own;
        }
    }

    private static Thread own(Runnable task) {
        var thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}
