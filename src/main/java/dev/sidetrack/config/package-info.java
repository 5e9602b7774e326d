// SPDX-License-Identifier: Apache-2.0
/**
 * Configuration with MicroProfile Config: {@link dev.sidetrack.config.Keys} lists every key,
 * {@link dev.sidetrack.config.Settings} reads them, {@link dev.sidetrack.config.ProviderSettings} those of one
 * provider, {@link dev.sidetrack.config.Sites} those of several sites in one war. A wrong value fails the deployment
 * with a {@link dev.sidetrack.config.ConfigurationException}, one sentence that names the key.
 *
 * <p>Internal, but for {@link dev.sidetrack.config.ProviderSettings} and {@link dev.sidetrack.config.Key}, with which
 * providers read their settings, and {@link dev.sidetrack.config.ConfigurationException}, with which they reject them.
 */
package dev.sidetrack.config;
