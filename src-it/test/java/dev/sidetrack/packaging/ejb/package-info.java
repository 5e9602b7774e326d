/** The EJB jar of an EAR. */
package dev.sidetrack.packaging.ejb;
