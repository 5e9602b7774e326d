// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo.probe;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/**
 * A page that another thread writes or has written, a little later; larger than any buffer, so that it is sent off at
 * once.
 */
@WebServlet(
        urlPatterns = {"/probe/async-servlet", "/probe/async-dispatch", "/probe/async-missing"},
        asyncSupported = true)
public class AsyncServletProbe extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Resource
    private transient ManagedScheduledExecutorService executor;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        var async = request.startAsync();
        Runnable answer =
                switch (request.getServletPath()) {
                    case "/probe/async-dispatch" -> () -> async.dispatch("/probe/part");
                    case "/probe/async-missing" -> () -> miss(async, response);
                    default -> () -> write(async);
                };
        executor.schedule(answer, 50, TimeUnit.MILLISECONDS);
    }

    private static void miss(AsyncContext async, HttpServletResponse response) {
        response.setContentType("text/html;charset=UTF-8");
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        async.complete();
    }

    private static void write(AsyncContext async) {
        try {
            async.getResponse().setContentType("text/html;charset=UTF-8");
            async.getResponse()
                    .getWriter()
                    .println("<!DOCTYPE html><html lang=\"en\"><head>"
                            + "<title>Async servlet</title></head><body><p>written later" + ", and on".repeat(20_000)
                            + "</p></body></html>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            async.complete();
        }
    }
}
