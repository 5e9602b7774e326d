/**
 * A small war of pages as people write them, with nothing but our jar: what {@code dev.sidetrack.it.SmallWar} packs.
 */
package dev.sidetrack.counting;
