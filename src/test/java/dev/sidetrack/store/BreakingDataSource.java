// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A data source whose connections break now and then: before a statement, or at the commit, of which the caller cannot
 * know whether it has come to pass.
 */
final class BreakingDataSource {

    private static final int OF_HUNDRED = 5;

    private final AtomicInteger broken = new AtomicInteger();
    private volatile Random random;

    DataSource of(DataSource whole) {
        return proxy(DataSource.class, whole, null);
    }

    void begin(long seed) {
        random = new Random(seed);
    }

    void end() {
        random = null;
    }

    int broken() {
        return broken.get();
    }

    private boolean breaks() {
        var dice = random;
        return dice != null && dice.nextInt(100) < OF_HUNDRED && broken.incrementAndGet() > 0;
    }

    private <T> T proxy(Class<T> type, T whole, Connection connection) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute") && breaks()) {
                connection.rollback();
                connection.close();
                throw new SQLException("broken before " + method.getName(), "08006");
            }
            Object result;
            try {
                result = method.invoke(whole, arguments);
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
            if (method.getName().equals("commit") && breaks()) {
                throw new SQLException("broken after the commit", "08007");
            }
            if (result instanceof Connection made) {
                return proxy(Connection.class, made, made);
            }
            return result instanceof PreparedStatement statement
                    ? proxy(PreparedStatement.class, statement, connection)
                    : result;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
