// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * MicroProfile Health, where the server has it: down only when the thread that publishes hits to the queue has ended. A
 * broker or a provider that is away is no reason to restart the application, which would lose the hits in memory.
 */
@Liveness
@ApplicationScoped
public class PublisherLiveness implements HealthCheck {

    @Inject
    Health health;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("sidetrack-publisher")
                .status(!health.isPublisherDead())
                .build();
    }
}
