// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import dev.sidetrack.config.Warnings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * MicroProfile Health, where the server has it: reports each provider whose circuit has been open for longer than
 * {@code sidetrack.health.patience}, or that has said stop, a queue that takes or gives nothing, a filter that is
 * missing and a proxy that is not listed, and of which application. It stays up, as no visitor is harmed, unless
 * {@code sidetrack.health.readiness} is {@code fail}.
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
        // All applications on a server have checks of the same name.
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
