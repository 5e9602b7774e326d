// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers 409 to an order for an unknown product. */
@Provider
public class UnknownProductMapper implements ExceptionMapper<UnknownProductException> {

    @Override
    public Response toResponse(UnknownProductException unknown) {
        return Problem.response(Status.CONFLICT, unknown.getMessage());
    }
}
