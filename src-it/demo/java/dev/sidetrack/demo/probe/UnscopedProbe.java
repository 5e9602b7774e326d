// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo.probe;

import dev.sidetrack.Tracked;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** A resource without a scope, as many are written: in the shop's {@code annotated} archive it may be no CDI bean. */
@Path("probe/unscoped")
public class UnscopedProbe {

    @GET
    @Produces("text/plain")
    @Tracked
    public String unscoped() {
        return "unscoped";
    }
}
