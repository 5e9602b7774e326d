package dev.sidetrack.counting;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The form of the Faces page. */
@Named
@RequestScoped
public class SignUpForm {

    @Inject
    Customers customers;

    public String send() {
        customers.signUp("faces");
        return "faces?faces-redirect=true";
    }
}
