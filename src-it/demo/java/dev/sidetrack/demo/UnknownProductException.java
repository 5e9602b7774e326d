// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo;

/** Somebody wants what the shop does not sell. */
public class UnknownProductException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnknownProductException(String sku) {
        super("there is no product with the sku " + sku);
    }
}
