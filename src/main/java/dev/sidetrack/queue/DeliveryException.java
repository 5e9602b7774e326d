// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

/** A batch that was not delivered now; rolls the message back onto the queue. */
final class DeliveryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DeliveryException(String message, Throwable cause) {
        super(message, cause);
    }
}
