// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo;

import dev.sidetrack.Tracker;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;

/** The page of one product, and the order form on it. */
@Named
@RequestScoped
public class ProductPage {

    @Inject
    Catalog catalog;

    @Inject
    OrderService orders;

    @Inject
    Tracker tracker;

    private int quantity = 1;

    /** The product the request's parameter {@code id} names, or {@code null}. */
    public Product getProduct() {
        var id = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("id");
        return catalog.byId(id).orElse(null);
    }

    public int getQuantity() {
        return quantity;
    }

    public void setQuantity(int quantity) {
        this.quantity = quantity;
    }

    /** Answers 404 if there is no such product. */
    public void requireProduct() throws IOException {
        if (getProduct() == null) {
            var faces = FacesContext.getCurrentInstance();
            faces.getExternalContext().responseSendError(404, "There is no such product");
            faces.responseComplete();
        }
    }

    /** Places the order and leads back to this page, which thanks for it: reloading that orders nothing again. */
    public String order() {
        // A durable hit is sent as soon as the order is placed, before the page has said its title.
        tracker.title(getProduct().name());
        var order = orders.place(getProduct().sku(), quantity);
        var thanks = "Thank you! Your order " + order.id() + " is on its way: " + quantity + " × " + order.product()
                + ", € " + order.total() + ".";
        var faces = FacesContext.getCurrentInstance();
        faces.addMessage(null, new FacesMessage(thanks));
        faces.getExternalContext().getFlash().setKeepMessages(true);
        return "products?faces-redirect=true&id=" + getProduct().id();
    }
}
