// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * MicroProfile Health, where the server has it: reports each provider whose circuit has been open for longer than
 * {@code sidetrack.health.patience}, or that has said stop, and a queue that takes nothing. It stays up, as no visitor
 * is harmed, unless {@code sidetrack.health.readiness} is {@code fail}.
 */
@Readiness
@ApplicationScoped
public class DeliveryReadiness implements HealthCheck {

    @Inject
    Health health;

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("sidetrack-delivery").status(!health.isToFail());
        health.failingProviders().forEach(response::withData);
        if (health.isQueueStuck()) {
            response.withData("queue", "it has not taken hits for too long, they wait in memory");
        }
        return response.build();
    }
}
