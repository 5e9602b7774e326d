// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo;

import java.math.BigDecimal;

/** Something the shop sells, priced in euros; its picture is {@code WEB-INF/pictures/<sku>.xhtml}. */
public record Product(int id, String sku, String name, BigDecimal price, String summary, String description) {

    Product(int id, String sku, String name, String price, String summary, String description) {
        this(id, sku, name, new BigDecimal(price), summary, description);
    }
}
