// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo.probe;

import dev.sidetrack.Hit;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Pages written by hand: plain text, one that is committed early, and where the library was loaded from. */
@WebServlet({"/probe/plain", "/probe/early-commit", "/probe/classes"})
public class PageProbe extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getServletPath()) {
            case "/probe/early-commit" -> earlyCommit(response);
            case "/probe/classes" -> text(response, classes());
            default -> text(response, "plain\n");
        }
    }

    private static void earlyCommit(HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        var page = response.getWriter();
        page.println("<!DOCTYPE html><html lang=\"en\"><head><title>Early commit</title></head><body><p>sent");
        response.flushBuffer();
        page.println(response.isCommitted() ? "and committed" : "but not committed");
        page.println("</p></body></html>");
    }

    private static String classes() {
        var source = Hit.class.getProtectionDomain().getCodeSource();
        return "loader=" + Hit.class.getClassLoader().getClass().getName() + "\n" + "location="
                + (source == null ? "unknown" : source.getLocation()) + "\n";
    }

    private static void text(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(text);
    }
}
