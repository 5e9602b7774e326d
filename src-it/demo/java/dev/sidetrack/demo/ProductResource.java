// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo;

import dev.sidetrack.Tracked;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the shop sells, as JSON: a page view each, because the methods say so. */
@ApplicationScoped
@Path("/")
public class ProductResource {

    @Inject
    Catalog catalog;

    @Resource
    ManagedExecutorService executor;

    @GET
    @Path("products")
    @Produces(MediaType.APPLICATION_JSON)
    @Tracked
    public List<Product> products() {
        return catalog.products();
    }

    /** The same, answered from another thread. */
    @GET
    @Path("async")
    @Produces(MediaType.APPLICATION_JSON)
    @Tracked
    public CompletionStage<List<Product>> productsLater() {
        return CompletableFuture.supplyAsync(catalog::products, executor);
    }

    /** Not tracked: nothing says it is a page, and it is no HTML. */
    @GET
    @Path("ping")
    @Produces(MediaType.TEXT_PLAIN)
    public String ping() {
        return "pong";
    }
}
