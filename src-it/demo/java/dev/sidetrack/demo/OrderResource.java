// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** Orders by API; what is tracked is said by {@link OrderService}, whoever calls it. */
@ApplicationScoped
@Path("orders")
@Produces(MediaType.APPLICATION_JSON)
public class OrderResource {

    @Inject
    OrderService orders;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response place(InputStream body, @Context UriInfo uri) {
        var wanted = NewOrder.read(body);
        var order = orders.place(wanted.sku(), wanted.quantity().intValueExact());
        return Response.created(uri.getAbsolutePathBuilder().path(order.id()).build())
                .entity(order)
                .build();
    }

    @GET
    @Path("{id}")
    public Response order(@PathParam("id") String id) {
        return orders.byId(id)
                .map(order -> Response.ok(order).build())
                .orElseGet(() -> Problem.response(Status.NOT_FOUND, "there is no order " + id));
    }
}
