/** What {@code BackgroundModeIT} adds to the demo: work that the container itself calls, by a timer or by a message. */
package dev.sidetrack.background;
