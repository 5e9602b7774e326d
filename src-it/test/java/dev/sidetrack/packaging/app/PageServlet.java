// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging.app;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page; with {@code ?call=bean}, {@code durable} or {@code rollback} it has a bean do something on the way. */
public class PageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        call(String.valueOf(request.getParameter("call")));
        response.setContentType("text/html");
        response.getWriter().write("<!DOCTYPE html><title>Page</title>");
    }

    private static void call(String what) {
        switch (what) {
            case "bean" -> CDI.current().select(Orders.class).get().look();
            case "durable" -> CDI.current().select(Orders.class).get().order(false);
            case "rollback" -> CDI.current().select(Orders.class).get().order(true);
            default -> {
                // Only the page.
            }
        }
    }
}
