// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/** What the API says when it cannot do as asked. */
public record Problem(String reason) {

    static Response response(Status status, String reason) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new Problem(reason))
                .build();
    }
}
