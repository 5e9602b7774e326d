// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * A liveness check, on servers with MicroProfile Health: down only when the thread that publishes hits to the queue has
 * ended. An unreachable broker or provider is no reason to restart the application, which would lose the hits in
 * memory.
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
