// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.Response.Status;
import java.io.InputStream;
import java.math.BigDecimal;

/** The order an API client sends; {@code quantity} is no {@code int}, as JSON-B would make 1 of 4294967297. */
public record NewOrder(String sku, BigDecimal quantity) {

    private static final Jsonb JSON = JsonbBuilder.create();

    @JsonbCreator
    public NewOrder(@JsonbProperty("sku") String sku, @JsonbProperty("quantity") BigDecimal quantity) {
        this.sku = sku;
        this.quantity = quantity;
    }

    /** Reads it by hand, because Jakarta REST servers disagree on whether malformed JSON is a 400 or a 500. */
    static NewOrder read(InputStream json) {
        try {
            var order = JSON.fromJson(json, NewOrder.class);
            if (order != null && order.isComplete()) {
                return order;
            }
        } catch (JsonbException malformed) {
            // the answer below says what was expected
        }
        throw new BadRequestException(Problem.response(
                Status.BAD_REQUEST, "expected {\"sku\": \"…\", \"quantity\": 1 to " + OrderService.MOST_AT_ONCE + "}"));
    }

    private boolean isComplete() {
        return sku != null
                && !sku.isBlank()
                && quantity != null
                && quantity.compareTo(BigDecimal.ONE) >= 0
                && quantity.compareTo(BigDecimal.valueOf(OrderService.MOST_AT_ONCE)) <= 0
                && quantity.stripTrailingZeros().scale() <= 0;
    }
}
