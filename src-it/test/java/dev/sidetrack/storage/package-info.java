/** What the tests of the store add to the demo: orders in a table, and a look into the database. */
package dev.sidetrack.storage;
