// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * Has an asynchronous answer written to our response: {@code startAsync()} by itself goes on with the server's own,
 * which would send a page off before its cookies are set.
 */
final class AsyncAwareRequest extends HttpServletRequestWrapper {

    private final ServletResponse response;

    AsyncAwareRequest(HttpServletRequest request, ServletResponse response) {
        super(request);
        this.response = response;
    }

    @Override
    public AsyncContext startAsync() {
        return startAsync(this, response);
    }
}
