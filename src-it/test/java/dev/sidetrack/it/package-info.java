/**
 * The container tests: most classes deploy the demo war as it is built, some a {@link dev.sidetrack.it.SmallWar}; they
 * visit it with a {@link dev.sidetrack.it.Browser} and look at what reached the
 * {@link dev.sidetrack.it.RecordingProvider}. They run on every server of the build that has what they need.
 */
package dev.sidetrack.it;
