// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The server's own threads, which have the names and the class loader of the application that has them made. */
public final class ManagedThreads {

    private ManagedThreads() {}

    /**
     * Those of the application that this thread is of (Jakarta Concurrency 3.0, section 3.4).
     *
     * @throws IllegalStateException if it is of none, or the server has none
     */
    public static ThreadFactory here() {
        try {
            return InitialContext.doLookup("java:comp/DefaultManagedThreadFactory");
        } catch (NamingException missing) {
            throw new IllegalStateException("the server has no managed threads", missing);
        }
    }

    /** The same; where the server has none, as Tomcat, daemon threads with the class loader of this one. */
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
