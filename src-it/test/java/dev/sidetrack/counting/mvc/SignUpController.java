package dev.sidetrack.counting.mvc;

import dev.sidetrack.Tracked;
import jakarta.enterprise.context.RequestScoped;
import jakarta.mvc.Controller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

@Controller
@Path("mvc/sign-up")
@RequestScoped
public class SignUpController {

    @POST
    @Tracked("signed-up")
    public String signUp() {
        return "redirect:mvc/sign-up";
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public String page() {
        return "signed-up.jsp";
    }
}
