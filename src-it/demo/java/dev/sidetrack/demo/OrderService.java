// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo;

import dev.sidetrack.Item;
import dev.sidetrack.Tracker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Takes orders and remembers the latest of them, in memory. */
@Named("orders")
@ApplicationScoped
@Transactional
public class OrderService {

    static final int MOST_AT_ONCE = 100;
    private static final int REMEMBERED = 200;

    @Inject
    Catalog catalog;

    @Inject
    Tracker tracker;

    private final Deque<Order> latest = new ArrayDeque<>();
    private int count;

    /** Places an order; one for something the shop does not have is refused, and tracked by nobody. */
    public Order place(String sku, int quantity) {
        if (quantity < 1 || quantity > MOST_AT_ONCE) {
            throw new IllegalArgumentException("quantity is from 1 to " + MOST_AT_ONCE);
        }
        var product = catalog.bySku(sku).orElseThrow(() -> new UnknownProductException(sku));
        var order = remember(product, quantity);
        // In this transaction: the order and what is counted of it commit or roll back together.
        tracker.purchase(order.id())
                .category("shop")
                .currency("EUR")
                .item(Item.of(sku, product.name(), product.price().doubleValue())
                        .quantity(quantity))
                .durable()
                .track();
        return order;
    }

    /** How many were placed since the shop opened. */
    public synchronized int count() {
        return count;
    }

    /** The latest ones, newest first. */
    public synchronized List<Order> latest() {
        return List.copyOf(latest);
    }

    /** One of the latest ones. */
    public Optional<Order> byId(String id) {
        return latest().stream().filter(order -> order.id().equals(id)).findFirst();
    }

    private synchronized Order remember(Product product, int quantity) {
        var total = product.price().multiply(BigDecimal.valueOf(quantity));
        var order = new Order("FF-" + ++count, product.sku(), product.name(), quantity, total, Instant.now());
        latest.addFirst(order);
        if (latest.size() > REMEMBERED) {
            latest.removeLast();
        }
        return order;
    }
}
