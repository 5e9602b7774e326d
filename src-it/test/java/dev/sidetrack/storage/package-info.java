/**
 * What the tests of the store add to the demo: orders in a table, a look into the database, and eight weeks of hits.
 */
package dev.sidetrack.storage;
