package dev.sidetrack.counting;

import dev.sidetrack.Tracked;
import dev.sidetrack.TrackedProperty;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;

/** What servlets, resources and pages call. */
@Named
@RequestScoped
public class Customers {

    @Tracked("customers-listed")
    public List<String> getAll() {
        return List.of("Ann", "Ben");
    }

    @Tracked("signed-up")
    public void signUp(@TrackedProperty("plan") String plan) {}
}
