// SPDX-License-Identifier: Apache-2.0
/** No part of the shop: awkward requests that the container tests make, to see what becomes of their hits. */
package dev.sidetrack.demo.probe;
