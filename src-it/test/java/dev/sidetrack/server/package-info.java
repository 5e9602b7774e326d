// SPDX-License-Identifier: Apache-2.0
/**
 * Servers and brokers as processes of their own, on 127.0.0.1: {@link dev.sidetrack.server.DemoServer} is what they
 * have in common, {@link dev.sidetrack.server.ProcessContainer} has the container tests run on them. They are set up by
 * the scripts in {@code docker}, and never outlive the tests.
 */
package dev.sidetrack.server;
