// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo;

import dev.sidetrack.TrackedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.util.regex.Pattern;

/** Signs people up for a newsletter that is never sent; the address stays out of the event and is kept nowhere. */
@ApplicationScoped
@Path("newsletter")
public class NewsletterResource {

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final int LONGEST_ADDRESS = 254;

    @Inject
    Event<TrackedEvent> events;

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signUp(@FormParam("email") String email, @Context HttpHeaders headers, @Context UriInfo uri) {
        if (!isAddress(email)) {
            return Problem.response(Status.BAD_REQUEST, "email is missing or no e-mail address");
        }
        events.fire(TrackedEvent.named("newsletter-signup").category("marketing"));
        return fromPage(headers) ? home(uri) : Response.noContent().build();
    }

    private static boolean isAddress(String email) {
        return email != null
                && email.length() <= LONGEST_ADDRESS
                && ADDRESS.matcher(email.strip()).matches();
    }

    private static boolean fromPage(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .anyMatch(type -> !type.isWildcardType() && type.isCompatible(MediaType.TEXT_HTML_TYPE));
    }

    private static Response home(UriInfo uri) {
        return Response.seeOther(uri.getBaseUriBuilder()
                        .path("..")
                        .path("index.xhtml")
                        .queryParam("newsletter", "thanks")
                        .build()
                        .normalize())
                .build();
    }
}
