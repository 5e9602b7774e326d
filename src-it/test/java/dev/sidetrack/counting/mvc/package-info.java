/** A controller of Jakarta MVC, which {@code MvcModeIT} adds to the small war. */
package dev.sidetrack.counting.mvc;
