// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * MicroProfile Health, where the server has it: down when hits wait in memory and none has reached the queue for longer than
 * {@code sidetrack.health.patience}. A provider that is away is no reason to restart the application.
 */
@Liveness
@ApplicationScoped
public class PublisherLiveness implements HealthCheck {

    @Inject
    Health health;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("sidetrack-publisher").status(!health.isPublisherStuck()).build();
    }
}
