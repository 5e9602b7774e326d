// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo.probe;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page that caches keep: the same for everybody, counted by the script or, without scripts, by the image. */
@WebServlet("/probe/cached")
public class CachedProbe extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "public, max-age=3600");
        response.setHeader(
                "Content-Security-Policy", "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'");
        response.getWriter().print("""
                <!DOCTYPE html><html lang="en"><head><title>Cached</title>
                <script src="%1$s/sidetrack/sidetrack.js" defer></script></head>
                <body><p>for everybody</p><noscript><img src="%1$s/sidetrack/hit.gif?p=%1$s/probe/cached&amp;t=Cached" alt=""></noscript>
                </body></html>
                """.formatted(request.getContextPath()));
    }
}
