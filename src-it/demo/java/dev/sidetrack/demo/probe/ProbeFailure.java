// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo.probe;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A failure that the application itself makes a 500 of. */
public class ProbeFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    ProbeFailure() {
        super("failed on purpose", null, false, false);
    }

    /** Maps it. */
    @Provider
    public static class Mapper implements ExceptionMapper<ProbeFailure> {

        @Override
        public Response toResponse(ProbeFailure failure) {
            return Response.serverError()
                    .type("text/plain")
                    .entity(failure.getMessage())
                    .build();
        }
    }
}
