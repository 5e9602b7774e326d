// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Fate;
import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.spi.HitProcessor;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;

/** Shows a hit to the application's processors and puts it into the buffer: the last step on the request's thread. */
@Shared
class HitRecorder {

    private final boolean enabled;
    private final List<HitProcessor> processors;
    private final HitBuffer buffer;
    private final HitCounts counts;

    @Inject
    HitRecorder(Settings settings, @Any Instance<HitProcessor> processors, HitBuffer buffer, HitCounts counts) {
        this(settings.get(Keys.ENABLED), sorted(processors), buffer, counts);
    }

    HitRecorder(boolean enabled, List<HitProcessor> processors, HitBuffer buffer, HitCounts counts) {
        this.enabled = enabled;
        this.processors = processors;
        this.buffer = buffer;
        this.counts = counts;
    }

    void record(Hit made) {
        if (!enabled) {
            return;
        }
        var hit = made;
        for (var processor : processors) {
            hit = processor.process(hit);
            if (hit == null) {
                counts.add(Fate.EXCLUDED, "processor", 1);
                return;
            }
        }
        counts.add(Fate.CAPTURED, 1);
        buffer.offer(hit);
    }

    private static List<HitProcessor> sorted(Instance<HitProcessor> processors) {
        return processors.handlesStream()
                .sorted(Comparator.comparingInt(handle -> priority(handle.getBean().getBeanClass())))
                .map(Instance.Handle::get)
                .toList();
    }

    private static int priority(Class<?> processor) {
        var priority = processor.getAnnotation(Priority.class);
        return priority == null ? Integer.MAX_VALUE : priority.value();
    }
}
