package dev.sidetrack.background;

import dev.sidetrack.Tracked;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;

/** Rings at once. */
@Singleton
public class Alarm {

    @Resource
    TimerService timers;

    public void set() {
        timers.createSingleActionTimer(0, new TimerConfig(null, false));
    }

    @Timeout
    @Tracked("alarm-rang")
    public void ring() {
        // That it is called is all.
    }
}
