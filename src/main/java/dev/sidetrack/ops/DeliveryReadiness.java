// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * MicroProfile Health, where the server has it: down when the publisher is stuck or a provider's circuit has been open for
 * longer than {@code sidetrack.health.patience}; the data say which and what to mend.
 */
@Readiness
@ApplicationScoped
public class DeliveryReadiness implements HealthCheck {

    @Inject
    Health health;

    @Override
    public HealthCheckResponse call() {
        var failing = health.failingProviders();
        var response = HealthCheckResponse.named("sidetrack-delivery");
        failing.forEach(response::withData);
        return response.status(failing.isEmpty() && !health.isPublisherStuck()).build();
    }
}
