// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging.app;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * A page that lists the war's servlets; with {@code ?call=bean}, {@code durable} or {@code rollback} it has a bean do
 * something on the way, with {@code ejb} or {@code ejb-rollback} a session bean of the EAR.
 */
public class PageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        call(String.valueOf(request.getParameter("call")));
        response.setContentType("text/html");
        response.getWriter()
                .write("<!DOCTYPE html><title>Page</title>"
                        + getServletContext().getServletRegistrations().keySet());
    }

    /** Looked up by an interface of Java's own: most wars have no such bean. */
    private static void book() {
        try {
            InitialContext.<Runnable>doLookup("java:app/ledger/Ledger").run();
        } catch (NamingException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static void bookInVain() {
        try {
            var transaction = InitialContext.<UserTransaction>doLookup("java:comp/UserTransaction");
            transaction.begin();
            book();
            transaction.rollback();
        } catch (NamingException | NotSupportedException | SystemException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** GlassFish's {@code CDI.current()} refuses a class that two wars of an EAR have. */
    private static Orders orders() {
        try {
            return InitialContext.<BeanManager>doLookup("java:comp/BeanManager")
                    .createInstance()
                    .select(Orders.class)
                    .get();
        } catch (NamingException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static void call(String what) {
        switch (what) {
            case "bean" -> orders().look();
            case "durable" -> orders().order(false);
            case "rollback" -> orders().order(true);
            case "ejb" -> book();
            case "ejb-rollback" -> bookInVain();
            default -> {
                // Only the page.
            }
        }
    }
}
