package dev.sidetrack.counting;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

@Path("customers")
@RequestScoped
public class CustomerResource {

    @Inject
    Customers customers;

    @GET
    @Produces("application/json")
    public List<String> all() {
        return customers.getAll();
    }

    @GET
    @Path("page")
    @Produces("text/html")
    public String page() {
        return "<!DOCTYPE html><html><head><title>Customers</title></head><body>x</body></html>";
    }

    @POST
    public Response signUp() {
        customers.signUp("api");
        return Response.seeOther(URI.create("../page.jsp")).build();
    }
}
