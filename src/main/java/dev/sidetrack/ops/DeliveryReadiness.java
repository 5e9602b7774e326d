// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import dev.sidetrack.config.Warnings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * A readiness check, on servers with MicroProfile Health. Reports providers whose circuit has been open for longer than
 * {@code sidetrack.health.patience} or that have said stop, a queue that fails, a missing filter, an unlisted proxy,
 * and the application. It stays up, because no visitor is affected, unless {@code sidetrack.health.readiness} is
 * {@code fail}.
 */
@Readiness
@ApplicationScoped
public class DeliveryReadiness implements HealthCheck {

    @Inject
    Health health;

    @Inject
    Warnings warnings;

    @Inject
    Registration registration;

    @Inject
    Silence silence;

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("sidetrack-delivery").status(!health.isToFail());
        // All applications on a server have checks with the same name.
        if (registration.application() != null) {
            response.withData("application", registration.application());
        }
        health.failingProviders().forEach(response::withData);
        if (health.isQueueStuck()) {
            response.withData("queue", "it has not taken hits for too long, they wait in memory");
        }
        if (DeploymentCheck.isSilent()) {
            response.withData(
                    "filter", "none has begun to track: add dev.sidetrack.capture.TrackingFilter for /* to web.xml");
        }
        if (silence.lasts()) {
            response.withData("requests", "none has reached the filter since the application began to serve");
        }
        warnings.all().forEach(response::withData);
        return response.build();
    }
}
