// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo.probe;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Forwards to the home page, or includes another page. */
@WebServlet({"/probe/forward", "/probe/include"})
public class DispatchProbe extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getServletPath().equals("/probe/forward")) {
            request.getRequestDispatcher("/index.xhtml").forward(request, response);
            return;
        }
        response.setContentType("text/html;charset=UTF-8");
        var page = response.getWriter();
        page.println("<!DOCTYPE html><html lang=\"en\"><head><title>Include</title></head><body>");
        request.getRequestDispatcher("/probe/part").include(request, response);
        page.println("</body></html>");
    }
}
