/**
 * The container tests: each class deploys the demo war as it is built, visits it with a
 * {@link dev.sidetrack.it.Browser} and looks at what reached the {@link dev.sidetrack.it.RecordingProvider}. They run
 * on every server of the build.
 */
package dev.sidetrack.it;
