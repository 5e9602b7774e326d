/** A small war of pages as people write them, with nothing but our jar: what {@code CountingModeIT} deploys. */
package dev.sidetrack.counting;
